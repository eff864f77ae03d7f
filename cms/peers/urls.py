"""Addresses of the pages of people without an account."""

from django.urls import path

from cms.peers import views

urlpatterns = [
    path("review/<str:token>/", views.review, name="peers_review"),
    path("update/<str:token>/", views.update, name="peers_update"),
    path("feedback/<int:pk>/", views.feedback, name="peers_feedback"),
]

#!/bin/sh
# Brings database and graph to this release of Accord: at the first start and after each update, before web and worker.
set -eu
python manage.py migrate --no-input
python manage.py load_reference_data
python manage.py rebuild_graph --if-needed

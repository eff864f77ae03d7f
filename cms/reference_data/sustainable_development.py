"""The 17 goals of the 2030 Agenda, under the short names by which they are known, and their 169 targets.

The United Nations' text of a target is a long sentence: here is what it is about, in a few words of our own. The link
to metadata.un.org leads to the official text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cms.reference_data.sustainable_development_targets import TARGETS
from graph.languages import LANGUAGES

SOURCE = "Codes: United Nations, General Assembly resolution 70/1. Names of targets are short descriptions of our own."
CITED = {"en": "SDG", "fr": "ODD", "es": "ODS", "ru": "ЦУР"}


@dataclass(frozen=True)
class Target:
    """A goal, or a target with the code of its goal."""

    code: str
    labels: dict[str, str]
    goal: str = ""

    @property
    def alternative_labels(self) -> dict[str, list[str]]:
        """As they are cited: SDG 8.3."""
        return {language: [f"{word} {self.code}"] for language, word in CITED.items()}


def goals_and_targets() -> Iterator[Target]:
    """All goals, then all targets."""
    for code, labels in _table(GOALS):
        yield Target(code, labels)
    for code, labels in _table(TARGETS):
        yield Target(code, labels, code.partition(".")[0])


def _table(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for line in text.strip().splitlines():
        code, *names = line.split(" | ")
        yield code, dict(zip(LANGUAGES, names, strict=False))


GOALS = """
1 | No poverty | Pas de pauvreté | Fin de la pobreza | القضاء على الفقر | Ликвидация нищеты | 无贫穷
2 | Zero hunger | Faim « zéro » | Hambre cero | القضاء التام على الجوع | Ликвидация голода | 零饥饿
3 | Good health and well-being | Bonne santé et bien-être | Salud y bienestar | الصحة الجيدة والرفاه | Хорошее здоровье и благополучие | 良好健康与福祉
4 | Quality education | Éducation de qualité | Educación de calidad | التعليم الجيد | Качественное образование | 优质教育
5 | Gender equality | Égalité entre les sexes | Igualdad de género | المساواة بين الجنسين | Гендерное равенство | 性别平等
6 | Clean water and sanitation | Eau propre et assainissement | Agua limpia y saneamiento | المياه النظيفة والنظافة الصحية | Чистая вода и санитария | 清洁饮水和卫生设施
7 | Affordable and clean energy | Énergie propre et d’un coût abordable | Energía asequible y no contaminante | طاقة نظيفة وبأسعار معقولة | Недорогостоящая и чистая энергия | 经济适用的清洁能源
8 | Decent work and economic growth | Travail décent et croissance économique | Trabajo decente y crecimiento económico | العمل اللائق ونمو الاقتصاد | Достойная работа и экономический рост | 体面工作和经济增长
9 | Industry, innovation and infrastructure | Industrie, innovation et infrastructure | Industria, innovación e infraestructura | الصناعة والابتكار والهياكل الأساسية | Индустриализация, инновации и инфраструктура | 产业、创新和基础设施
10 | Reduced inequalities | Inégalités réduites | Reducción de las desigualdades | الحد من أوجه عدم المساواة | Уменьшение неравенства | 减少不平等
11 | Sustainable cities and communities | Villes et communautés durables | Ciudades y comunidades sostenibles | مدن ومجتمعات محلية مستدامة | Устойчивые города и населенные пункты | 可持续城市和社区
12 | Responsible consumption and production | Consommation et production responsables | Producción y consumo responsables | الاستهلاك والإنتاج المسؤولان | Ответственное потребление и производство | 负责任消费和生产
13 | Climate action | Lutte contre les changements climatiques | Acción por el clima | العمل المناخي | Борьба с изменением климата | 气候行动
14 | Life below water | Vie aquatique | Vida submarina | الحياة تحت الماء | Сохранение морских экосистем | 水下生物
15 | Life on land | Vie terrestre | Vida de ecosistemas terrestres | الحياة في البرّ | Сохранение экосистем суши | 陆地生物
16 | Peace, justice and strong institutions | Paix, justice et institutions efficaces | Paz, justicia e instituciones sólidas | السلام والعدل والمؤسسات القوية | Мир, правосудие и эффективные институты | 和平、正义与强大机构
17 | Partnerships for the goals | Partenariats pour la réalisation des objectifs | Alianzas para lograr los objetivos | عقد الشراكات لتحقيق الأهداف | Партнерство в интересах устойчивого развития | 促进目标实现的伙伴关系
"""  # noqa: E501

"""The goals and areas by which the 2005 Convention is monitored, in one edition of several.

Editions name and number areas differently, so editors may add others beside this one. Which targets of the 2030 Agenda
an area serves is verified for the first goal only; where it is not, the area's source says so.
"""

from dataclasses import dataclass

EDITION = "2016"
SOURCE = "Four goals and eleven areas as en.unesco.org showed them in 2016; later editions order some areas otherwise."
VERIFIED = "Targets: one published table of indicators."
UNVERIFIED = "Targets: from memory, not verified."


@dataclass(frozen=True)
class Area:
    """The key in the graph follows from `name`, so that stays for ever."""

    name: str
    labels: tuple[str, str, str, str, str, str]
    targets: tuple[str, ...]
    source: str = UNVERIFIED


@dataclass(frozen=True)
class Goal:
    number: int
    labels: tuple[str, str, str, str, str, str]
    areas: tuple[Area, ...]


GOALS = (
    Goal(
        1,
        (
            "Support sustainable systems of governance for culture",
            "Soutenir des systèmes de gouvernance durables de la culture",
            "Apoyar sistemas sostenibles de gobernanza de la cultura",
            "دعم نظم مستدامة لحوكمة الثقافة",
            "Поддержка устойчивых систем управления культурой",
            "支持可持续的文化治理体系",
        ),
        (
            Area(
                "cultural-and-creative-sectors",
                (
                    "Cultural and creative sectors",
                    "Secteurs culturels et créatifs",
                    "Sectores culturales y creativos",
                    "القطاعات الثقافية والإبداعية",
                    "Культурный и творческий секторы",
                    "文化和创意部门",
                ),
                ("4.4", "8.3", "16.6", "16.7"),
                VERIFIED,
            ),
            Area(
                "media-diversity",
                (
                    "Media diversity",
                    "Diversité des médias",
                    "Diversidad de los medios de comunicación",
                    "تنوع وسائل الإعلام",
                    "Разнообразие средств массовой информации",
                    "媒体多样性",
                ),
                ("16.10",),
                VERIFIED,
            ),
            Area(
                "digital-environment",
                (
                    "Digital environment",
                    "Environnement numérique",
                    "Entorno digital",
                    "البيئة الرقمية",
                    "Цифровая среда",
                    "数字环境",
                ),
                ("4.4",),
                VERIFIED,
            ),
            Area(
                "partnering-with-civil-society",
                (
                    "Partnering with civil society",
                    "Partenariat avec la société civile",
                    "Colaboración con la sociedad civil",
                    "الشراكة مع المجتمع المدني",
                    "Партнерство с гражданским обществом",
                    "与民间社会合作",
                ),
                ("16.7", "17.17"),
                VERIFIED,
            ),
        ),
    ),
    Goal(
        2,
        (
            "Achieve a balanced flow of cultural goods and services and increase the mobility of artists and cultural"
            " professionals",
            "Parvenir à un échange équilibré de biens et services culturels et accroître la mobilité des artistes et"
            " des professionnels de la culture",
            "Lograr un intercambio equilibrado de bienes y servicios culturales e incrementar la movilidad de los"
            " artistas y profesionales de la cultura",
            "تحقيق تدفق متوازن للسلع والخدمات الثقافية وزيادة تنقل الفنانين والمهنيين الثقافيين",
            "Сбалансированный обмен культурными товарами и услугами и мобильность деятелей искусства и культуры",
            "实现文化产品和服务的均衡流动，促进艺术家和文化专业人员的流动",
        ),
        (
            Area(
                "mobility",
                (
                    "Mobility of artists and cultural professionals",
                    "Mobilité des artistes et des professionnels de la culture",
                    "Movilidad de los artistas y profesionales de la cultura",
                    "تنقل الفنانين والمهنيين الثقافيين",
                    "Мобильность деятелей искусства и культуры",
                    "艺术家和文化专业人员的流动",
                ),
                ("10.7",),
            ),
            Area(
                "flow-of-cultural-goods-and-services",
                (
                    "Flow of cultural goods and services",
                    "Échange de biens et services culturels",
                    "Intercambio de bienes y servicios culturales",
                    "تدفق السلع والخدمات الثقافية",
                    "Обмен культурными товарами и услугами",
                    "文化产品和服务的流动",
                ),
                ("8.a", "10.a"),
            ),
            Area(
                "treaties-and-agreements",
                (
                    "Treaties and agreements",
                    "Traités et accords",
                    "Tratados y acuerdos",
                    "المعاهدات والاتفاقات",
                    "Договоры и соглашения",
                    "条约和协定",
                ),
                ("10.a",),
            ),
        ),
    ),
    Goal(
        3,
        (
            "Integrate culture in sustainable development frameworks",
            "Intégrer la culture dans les cadres de développement durable",
            "Integrar la cultura en los marcos de desarrollo sostenible",
            "إدماج الثقافة في أطر التنمية المستدامة",
            "Включение культуры в программы устойчивого развития",
            "将文化纳入可持续发展框架",
        ),
        (
            Area(
                "national-policies-and-plans",
                (
                    "National sustainable development policies and plans",
                    "Politiques et plans nationaux de développement durable",
                    "Políticas y planes nacionales de desarrollo sostenible",
                    "السياسات والخطط الوطنية للتنمية المستدامة",
                    "Национальная политика и планы в области устойчивого развития",
                    "国家可持续发展政策和计划",
                ),
                ("4", "8", "11"),
            ),
            Area(
                "international-cooperation",
                (
                    "International cooperation for sustainable development",
                    "Coopération internationale pour le développement durable",
                    "Cooperación internacional para el desarrollo sostenible",
                    "التعاون الدولي من أجل التنمية المستدامة",
                    "Международное сотрудничество в целях устойчивого развития",
                    "促进可持续发展的国际合作",
                ),
                ("17", "17.9"),
            ),
        ),
    ),
    Goal(
        4,
        (
            "Promote human rights and fundamental freedoms",
            "Promouvoir les droits de l’homme et les libertés fondamentales",
            "Promover los derechos humanos y las libertades fundamentales",
            "تعزيز حقوق الإنسان والحريات الأساسية",
            "Поощрение прав человека и основных свобод",
            "促进人权和基本自由",
        ),
        (
            Area(
                "gender-equality",
                (
                    "Gender equality",
                    "Égalité des genres",
                    "Igualdad de género",
                    "المساواة بين الجنسين",
                    "Гендерное равенство",
                    "性别平等",
                ),
                ("5.1", "5.5", "5.c"),
            ),
            Area(
                "artistic-freedom",
                (
                    "Artistic freedom",
                    "Liberté artistique",
                    "Libertad artística",
                    "الحرية الفنية",
                    "Свобода художественного творчества",
                    "艺术自由",
                ),
                ("8.5", "16.10"),
            ),
        ),
    ),
)

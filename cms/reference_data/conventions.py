"""UNESCO's instruments in the field of culture, with their dates.

Titles are the official ones. A date that no source confirmed stands here as it is remembered, and the instrument's
source says so; one that nobody remembers is missing. No list of parties is complete.
"""

from dataclasses import dataclass, field

from cms.models import Convention
from cms.reference_data.parties import SOURCE, Party, parties_2005

Kind = Convention.Kind


@dataclass(frozen=True)
class Instrument:
    code: str
    kind: Kind
    adopted: str
    in_force: str | None
    labels: dict[str, str]
    alternative_labels: list[str] = field(default_factory=list)
    parties: tuple[Party, ...] = ()
    source: str = ""


CONVENTIONS = (
    Instrument(
        "1954-convention",
        Kind.CONVENTION,
        "1954-05-14",
        "1956-08-07",
        {
            "en": "Convention for the Protection of Cultural Property in the Event of Armed Conflict",
            "fr": "Convention pour la protection des biens culturels en cas de conflit armé",
            "es": "Convención para la Protección de los Bienes Culturales en caso de Conflicto Armado",
            "ar": "اتفاقية حماية الممتلكات الثقافية في حالة نزاع مسلح",
            "ru": "Конвенция о защите культурных ценностей в случае вооруженного конфликта",
            "zh": "关于发生武装冲突时保护文化财产的公约",
        },
        ["1954 Convention", "Hague Convention"],
    ),
    Instrument(
        "1999-second-protocol",
        Kind.PROTOCOL,
        "1999-03-26",
        None,
        {
            "en": "Second Protocol to the Hague Convention of 1954 for the Protection of"
            " Cultural Property in the Event of Armed Conflict",
            "fr": "Deuxième Protocole relatif à la Convention de La Haye de 1954 pour la"
            " protection des biens culturels en cas de conflit armé",
            "es": "Segundo Protocolo de la Convención de La Haya de 1954 para la protección"
            " de los bienes culturales en caso de conflicto armado",
            "ar": "البروتوكول الثاني لاتفاقية لاهاي لعام 1954 لحماية الممتلكات الثقافية في حالة نزاع مسلح",
            "ru": "Второй протокол к Гаагской конвенции о защите культурных ценностей в"
            " случае вооруженного конфликта 1954 года",
            "zh": "1954年关于发生武装冲突时保护文化财产的海牙公约第二议定书",
        },
        ["1999 Second Protocol"],
    ),
    Instrument(
        "1970-convention",
        Kind.CONVENTION,
        "1970-11-14",
        "1972-04-24",
        {
            "en": "Convention on the Means of Prohibiting and Preventing the Illicit Import,"
            " Export and Transfer of Ownership of Cultural Property",
            "fr": "Convention concernant les mesures à prendre pour interdire et empêcher"
            " l’importation, l’exportation et le transfert de propriété illicites des biens"
            " culturels",
            "es": "Convención sobre las medidas que deben adoptarse para prohibir e impedir"
            " la importación, la exportación y la transferencia de propiedad ilícitas de"
            " bienes culturales",
            "ar": "اتفاقية بشأن الوسائل التي تستخدم لحظر ومنع استيراد وتصدير ونقل ملكية"
            " الممتلكات الثقافية بطرق غير مشروعة",
            "ru": "Конвенция о мерах, направленных на запрещение и предупреждение"
            " незаконного ввоза, вывоза и передачи права собственности на культурные"
            " ценности",
            "zh": "关于禁止和防止非法进出口文化财产和非法转让其所有权的方法的公约",
        },
        ["1970 Convention"],
    ),
    Instrument(
        "1972-convention",
        Kind.CONVENTION,
        "1972-11-16",
        "1975-12-17",
        {
            "en": "Convention concerning the Protection of the World Cultural and Natural Heritage",
            "fr": "Convention concernant la protection du patrimoine mondial, culturel et naturel",
            "es": "Convención sobre la protección del patrimonio mundial, cultural y natural",
            "ar": "اتفاقية حماية التراث العالمي الثقافي والطبيعي",
            "ru": "Конвенция об охране всемирного культурного и природного наследия",
            "zh": "保护世界文化和自然遗产公约",
        },
        ["1972 Convention", "World Heritage Convention"],
        source="Entry into force: from memory, not verified.",
    ),
    Instrument(
        "1980-recommendation",
        Kind.RECOMMENDATION,
        "1980-10-27",
        None,
        {
            "en": "Recommendation concerning the Status of the Artist",
            "fr": "Recommandation relative à la condition de l’artiste",
            "es": "Recomendación relativa a la Condición del Artista",
            "ar": "توصية بشأن وضع الفنان",
            "ru": "Рекомендация о положении творческих работников",
            "zh": "关于艺术家地位的建议书",
        },
        ["1980 Recommendation", "Status of the Artist"],
        source="Date: from memory, not verified.",
    ),
    Instrument(
        "2001-convention",
        Kind.CONVENTION,
        "2001-11-02",
        "2009-01-02",
        {
            "en": "Convention on the Protection of the Underwater Cultural Heritage",
            "fr": "Convention sur la protection du patrimoine culturel subaquatique",
            "es": "Convención sobre la Protección del Patrimonio Cultural Subacuático",
            "ar": "اتفاقية حماية التراث الثقافي المغمور بالمياه",
            "ru": "Конвенция об охране подводного культурного наследия",
            "zh": "保护水下文化遗产公约",
        },
        ["2001 Convention", "Underwater Heritage Convention"],
        source="Dates: from memory, not verified.",
    ),
    Instrument(
        "2001-declaration",
        Kind.DECLARATION,
        "2001-11-02",
        None,
        {
            "en": "UNESCO Universal Declaration on Cultural Diversity",
            "fr": "Déclaration universelle de l’UNESCO sur la diversité culturelle",
            "es": "Declaración Universal de la UNESCO sobre la Diversidad Cultural",
            "ar": "إعلان اليونسكو العالمي بشأن التنوع الثقافي",
            "ru": "Всеобщая декларация ЮНЕСКО о культурном разнообразии",
            "zh": "教科文组织世界文化多样性宣言",
        },
        ["2001 Declaration", "Universal Declaration on Cultural Diversity"],
        source="Day and month: from memory, not verified.",
    ),
    Instrument(
        "2003-convention",
        Kind.CONVENTION,
        "2003-10-17",
        "2006-04-20",
        {
            "en": "Convention for the Safeguarding of the Intangible Cultural Heritage",
            "fr": "Convention pour la sauvegarde du patrimoine culturel immatériel",
            "es": "Convención para la Salvaguardia del Patrimonio Cultural Inmaterial",
            "ar": "اتفاقية صون التراث الثقافي غير المادي",
            "ru": "Конвенция об охране нематериального культурного наследия",
            "zh": "保护非物质文化遗产公约",
        },
        ["2003 Convention", "Intangible Heritage Convention"],
        source="Entry into force: from memory, not verified.",
    ),
    Instrument(
        "2005-convention",
        Kind.CONVENTION,
        "2005-10-20",
        "2007-03-18",
        {
            "en": "Convention on the Protection and Promotion of the Diversity of Cultural Expressions",
            "fr": "Convention sur la protection et la promotion de la diversité des expressions culturelles",
            "es": "Convención sobre la Protección y la Promoción de la Diversidad de las Expresiones Culturales",
            "ar": "اتفاقية حماية وتعزيز تنوع أشكال التعبير الثقافي",
            "ru": "Конвенция об охране и поощрении разнообразия форм культурного самовыражения",
            "zh": "保护和促进文化表现形式多样性公约",
        },
        ["2005 Convention", "UNESCO 2005 Convention"],
        tuple(parties_2005()),
        SOURCE,
    ),
)

"""Spellings of the old site's labels, by field, in the languages of its pages.

Labels and text may be in different languages: some Spanish pages have English labels.
"""

LOCAL_PARTNERS = (
    *("local partner", "local partners", "local partner organisation", "local partner organisations"),
    *("local partner organization", "local partner organizations", "partenaire local", "partenaires locaux"),
    *("socio local", "socios locales", "الشريك المحلي", "الشركاء المحليون", "местный партнер", "местные партнеры"),
    "当地合作伙伴",
)
"""Labels whose partners have the role of local partner."""

SPELLINGS: dict[str, tuple[str, ...]] = {
    "themes": ("theme", "themes", "thème", "thèmes", "tema", "temas", "الموضوع", "тема", "темы", "主题"),
    "project_types": (
        *("type of project", "types of project", "project type", "project types"),
        *("type de projet", "types de projet", "tipo de proyecto", "tipos de proyecto"),
        *("نوع المشروع", "тип проекта", "项目类型"),
    ),
    "activity_type": (
        *("type of activity", "activity type", "kind of activity", "type d'activité", "tipo de actividad"),
        *("نوع النشاط", "тип мероприятия", "活动类型"),
    ),
    "donor_type": (
        *("type of donor", "donor type", "type de donateur", "tipo de donante", "نوع الجهة المانحة"),
        *("тип донора", "捐助方类型"),
    ),
    "partners": (
        *LOCAL_PARTNERS,
        *("partner", "partners", "implementing partner", "implementing partners", "partenaire", "partenaires"),
        *("socio", "socios", "партнеры", "合作伙伴"),
    ),
    "donors": (
        *("funded by", "financed by", "financé par", "financiado por"),
        *("donor", "donors", "donateur", "donateurs", "bailleur de fonds", "bailleurs de fonds"),
        *("donante", "donantes", "الجهة المانحة", "الجهات المانحة", "донор", "доноры", "捐助方", "捐助者"),
    ),
    "countries": (
        *("country", "countries", "beneficiary country", "beneficiary countries", "pays", "país", "países"),
        *("البلد", "البلدان", "страна", "страны", "国家"),
    ),
    "related_activities": (
        *("related activity", "related activities", "activité connexe", "activités connexes"),
        *("activité associée", "activités associées", "actividad relacionada", "actividades relacionadas"),
        *("النشاط ذو الصلة", "الأنشطة ذات الصلة", "связанное мероприятие", "связанные мероприятия", "相关活动"),
    ),
    "related_projects": (
        *("related project", "related projects", "projet connexe", "projets connexes", "projet associé"),
        *("projets associés", "proyecto relacionado", "proyectos relacionados", "المشاريع ذات الصلة"),
        *("связанный проект", "связанные проекты", "相关项目"),
    ),
    "supported_projects": (
        *("supported projects", "projects supported", "projets soutenus", "projets financés"),
        *("proyectos apoyados", "proyectos financiados", "المشاريع المدعومة", "поддерживаемые проекты", "资助项目"),
    ),
    "key_figures": (
        *("key figure", "key figures", "chiffre clé", "chiffres clés", "cifra clave", "cifras clave"),
        *("أرقام رئيسية", "ключевые показатели", "关键数字"),
    ),
    "start": (
        *("start date", "start", "date de début", "début", "fecha de inicio", "inicio", "تاريخ البدء"),
        *("дата начала", "开始日期"),
    ),
    "end": (
        *("end date", "end", "date de fin", "fin", "fecha de finalización", "fecha de fin", "fecha final"),
        *("تاريخ الانتهاء", "дата окончания", "结束日期"),
    ),
    "date": ("date", "dates", "period", "période", "periodo", "fecha", "fechas", "التاريخ", "дата", "日期"),
    "title": ("title", "titre", "título", "العنوان", "название", "标题"),
    "language": ("language", "langue", "idioma", "اللغة", "язык", "语言"),
    "section_title": ("title of the section", "titre de la section", "título de la sección"),
    "section_position": ("position", "posición"),
    "section_style": ("style", "estilo"),
    "section_description": ("short description", "brève description", "description courte", "breve descripción"),
    "overview": (
        *("context/overview", "context", "overview", "contexte/aperçu", "contexte", "aperçu"),
        *("contexte/vue d'ensemble", "contexto/resumen", "contexto/descripción general", "contexto", "resumen"),
        *("السياق/نظرة عامة", "السياق", "контекст/обзор", "контекст", "背景/概述", "背景"),
    ),
    "aim": ("general aim", "objectif général", "objetivo general", "الهدف العام", "общая цель", "总体目标"),
    "results": ("results", "result", "résultats", "résultat", "resultados", "النتائج", "результаты", "结果", "成果"),
}

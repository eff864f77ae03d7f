"""The 169 targets of the 2030 Agenda: code, and what each is about in English, French and Spanish."""

TARGETS = """
1.1 | Extreme poverty | Extrême pauvreté | Pobreza extrema
1.2 | Poverty by national definitions | Pauvreté selon les définitions nationales | Pobreza según las definiciones nacionales
1.3 | Social protection | Protection sociale | Protección social
1.4 | Equal rights to resources and services | Égalité d’accès aux ressources et services | Igualdad de acceso a recursos y servicios
1.5 | Resilience of the poor | Résilience des pauvres | Resiliencia de los pobres
1.a | Resources against poverty | Ressources contre la pauvreté | Recursos contra la pobreza
1.b | Policy frameworks against poverty | Cadres d’action contre la pauvreté | Marcos normativos contra la pobreza
2.1 | Access to food | Accès à l’alimentation | Acceso a los alimentos
2.2 | Malnutrition | Malnutrition | Malnutrición
2.3 | Small-scale food producers | Petits producteurs alimentaires | Pequeños productores de alimentos
2.4 | Sustainable agriculture | Agriculture durable | Agricultura sostenible
2.5 | Genetic diversity of food | Diversité génétique des aliments | Diversidad genética de los alimentos
2.a | Investment in agriculture | Investissement dans l’agriculture | Inversión en agricultura
2.b | Agricultural trade | Commerce agricole | Comercio agropecuario
2.c | Food markets | Marchés alimentaires | Mercados de alimentos
3.1 | Maternal mortality | Mortalité maternelle | Mortalidad materna
3.2 | Child mortality | Mortalité infantile | Mortalidad infantil
3.3 | Communicable diseases | Maladies transmissibles | Enfermedades transmisibles
3.4 | Non-communicable diseases and mental health | Maladies non transmissibles et santé mentale | Enfermedades no transmisibles y salud mental
3.5 | Substance abuse | Abus de substances | Abuso de sustancias
3.6 | Road safety | Sécurité routière | Seguridad vial
3.7 | Sexual and reproductive health | Santé sexuelle et procréative | Salud sexual y reproductiva
3.8 | Universal health coverage | Couverture sanitaire universelle | Cobertura sanitaria universal
3.9 | Pollution and health | Pollution et santé | Contaminación y salud
3.a | Tobacco control | Lutte antitabac | Control del tabaco
3.b | Medicines and vaccines | Médicaments et vaccins | Medicamentos y vacunas
3.c | Health workforce | Personnel de santé | Personal sanitario
3.d | Early warning of health risks | Alerte rapide sanitaire | Alerta temprana sanitaria
4.1 | Primary and secondary education | Enseignement primaire et secondaire | Enseñanza primaria y secundaria
4.2 | Early childhood | Petite enfance | Primera infancia
4.3 | Technical, vocational and tertiary education | Enseignement technique, professionnel et supérieur | Formación técnica, profesional y superior
4.4 | Skills for employment | Compétences pour l’emploi | Competencias para el empleo
4.5 | Equal access to education | Égalité d’accès à l’éducation | Igualdad de acceso a la educación
4.6 | Literacy and numeracy | Alphabétisation et calcul | Alfabetización y aritmética
4.7 | Education for sustainability and cultural diversity | Éducation à la durabilité et à la diversité culturelle | Educación para la sostenibilidad y la diversidad cultural
4.a | Learning environments | Cadres d’apprentissage | Entornos de aprendizaje
4.b | Scholarships | Bourses d’études | Becas
4.c | Qualified teachers | Enseignants qualifiés | Docentes calificados
5.1 | Discrimination against women | Discrimination à l’égard des femmes | Discriminación contra las mujeres
5.2 | Violence against women | Violence à l’égard des femmes | Violencia contra las mujeres
5.3 | Harmful practices | Pratiques préjudiciables | Prácticas nocivas
5.4 | Unpaid care work | Soins non rémunérés | Cuidados no remunerados
5.5 | Women’s participation and leadership | Participation et leadership des femmes | Participación y liderazgo de las mujeres
5.6 | Reproductive rights | Droits procréatifs | Derechos reproductivos
5.a | Women’s economic rights | Droits économiques des femmes | Derechos económicos de las mujeres
5.b | Technology for women’s empowerment | Technologies pour l’autonomie des femmes | Tecnología para la autonomía de las mujeres
5.c | Policies for gender equality | Politiques d’égalité des sexes | Políticas de igualdad de género
6.1 | Drinking water | Eau potable | Agua potable
6.2 | Sanitation and hygiene | Assainissement et hygiène | Saneamiento e higiene
6.3 | Water quality | Qualité de l’eau | Calidad del agua
6.4 | Efficient use of water | Utilisation rationnelle de l’eau | Uso eficiente del agua
6.5 | Integrated water management | Gestion intégrée de l’eau | Gestión integrada del agua
6.6 | Water ecosystems | Écosystèmes aquatiques | Ecosistemas hídricos
6.a | Cooperation on water | Coopération dans le domaine de l’eau | Cooperación en materia de agua
6.b | Local participation in water management | Participation locale à la gestion de l’eau | Participación local en la gestión del agua
7.1 | Access to energy | Accès à l’énergie | Acceso a la energía
7.2 | Renewable energy | Énergies renouvelables | Energías renovables
7.3 | Energy efficiency | Efficacité énergétique | Eficiencia energética
7.a | Cooperation on clean energy | Coopération sur l’énergie propre | Cooperación en energía limpia
7.b | Energy infrastructure | Infrastructure énergétique | Infraestructura energética
8.1 | Economic growth | Croissance économique | Crecimiento económico
8.2 | Productivity and diversification | Productivité et diversification | Productividad y diversificación
8.3 | Job creation, creativity and small enterprises | Emplois, créativité et petites entreprises | Empleo, creatividad y pequeñas empresas
8.4 | Resource efficiency of the economy | Économie efficace dans l’emploi des ressources | Eficiencia de la economía en el uso de recursos
8.5 | Full employment and decent work | Plein emploi et travail décent | Pleno empleo y trabajo decente
8.6 | Young people without work or training | Jeunes sans emploi ni formation | Jóvenes sin empleo ni formación
8.7 | Forced labour and child labour | Travail forcé et travail des enfants | Trabajo forzoso y trabajo infantil
8.8 | Labour rights | Droits des travailleurs | Derechos laborales
8.9 | Sustainable tourism and local culture | Tourisme durable et culture locale | Turismo sostenible y cultura local
8.10 | Financial services | Services financiers | Servicios financieros
8.a | Aid for trade | Aide au commerce | Ayuda para el comercio
8.b | Youth employment strategies | Stratégies pour l’emploi des jeunes | Estrategias de empleo juvenil
9.1 | Reliable infrastructure | Infrastructure fiable | Infraestructuras fiables
9.2 | Inclusive industry | Industrie inclusive | Industria inclusiva
9.3 | Finance for small enterprises | Financement des petites entreprises | Financiación de pequeñas empresas
9.4 | Clean industry | Industrie propre | Industria limpia
9.5 | Research and innovation | Recherche et innovation | Investigación e innovación
9.a | Support for infrastructure | Appui aux infrastructures | Apoyo a las infraestructuras
9.b | Domestic technology | Technologies nationales | Tecnología nacional
9.c | Internet access | Accès à Internet | Acceso a Internet
10.1 | Incomes of the poorest | Revenus des plus pauvres | Ingresos de los más pobres
10.2 | Inclusion of all | Intégration de tous | Inclusión de todas las personas
10.3 | Equal opportunity | Égalité des chances | Igualdad de oportunidades
10.4 | Policies for equality | Politiques d’égalité | Políticas de igualdad
10.5 | Financial regulation | Réglementation financière | Regulación financiera
10.6 | Voice of developing countries | Voix des pays en développement | Voz de los países en desarrollo
10.7 | Migration and mobility | Migration et mobilité | Migración y movilidad
10.a | Special and differential treatment | Traitement spécial et différencié | Trato especial y diferenciado
10.b | Aid and investment where most needed | Aide et investissements là où ils manquent | Asistencia e inversión donde más se necesitan
10.c | Cost of remittances | Coût des envois de fonds | Costo de las remesas
11.1 | Housing | Logement | Vivienda
11.2 | Transport | Transports | Transporte
11.3 | Inclusive urban planning | Urbanisation inclusive | Urbanización inclusiva
11.4 | Cultural and natural heritage | Patrimoine culturel et naturel | Patrimonio cultural y natural
11.5 | Losses from disasters | Pertes dues aux catastrophes | Pérdidas por desastres
11.6 | Environment of cities | Environnement des villes | Medio ambiente urbano
11.7 | Public space | Espaces publics | Espacios públicos
11.a | Links between city and country | Liens entre villes et campagnes | Vínculos entre ciudad y campo
11.b | Urban resilience plans | Plans de résilience urbaine | Planes de resiliencia urbana
11.c | Building with local materials | Construction avec des matériaux locaux | Construcción con materiales locales
12.1 | Programmes for sustainable consumption | Programmes de consommation durable | Programas de consumo sostenible
12.2 | Use of natural resources | Utilisation des ressources naturelles | Uso de los recursos naturales
12.3 | Food waste | Gaspillage alimentaire | Desperdicio de alimentos
12.4 | Chemicals and waste | Produits chimiques et déchets | Productos químicos y desechos
12.5 | Waste reduction | Réduction des déchets | Reducción de desechos
12.6 | Companies’ sustainability reports | Rapports des entreprises sur la durabilité | Informes de sostenibilidad de las empresas
12.7 | Public procurement | Marchés publics | Adquisiciones públicas
12.8 | Awareness of sustainable lifestyles | Connaissance des modes de vie durables | Conciencia de estilos de vida sostenibles
12.a | Science for sustainable consumption | Science pour la consommation durable | Ciencia para el consumo sostenible
12.b | Monitoring of sustainable tourism | Suivi du tourisme durable | Seguimiento del turismo sostenible
12.c | Fossil-fuel subsidies | Subventions aux combustibles fossiles | Subsidios a los combustibles fósiles
13.1 | Resilience to climate hazards | Résilience aux aléas climatiques | Resiliencia ante riesgos climáticos
13.2 | Climate in national policies | Climat dans les politiques nationales | Clima en las políticas nacionales
13.3 | Climate education | Éducation au climat | Educación sobre el clima
13.a | Climate finance | Financement climatique | Financiación climática
13.b | Capacity for climate planning | Capacités de planification climatique | Capacidad de planificación climática
14.1 | Marine pollution | Pollution marine | Contaminación marina
14.2 | Marine and coastal ecosystems | Écosystèmes marins et côtiers | Ecosistemas marinos y costeros
14.3 | Ocean acidification | Acidification des océans | Acidificación de los océanos
14.4 | Overfishing | Surpêche | Pesca excesiva
14.5 | Marine protected areas | Aires marines protégées | Zonas marinas protegidas
14.6 | Fisheries subsidies | Subventions à la pêche | Subvenciones a la pesca
14.7 | Marine resources for island states | Ressources marines des États insulaires | Recursos marinos de los Estados insulares
14.a | Marine science | Sciences de la mer | Ciencias marinas
14.b | Small-scale fishers | Petite pêche | Pesca artesanal
14.c | Law of the sea | Droit de la mer | Derecho del mar
15.1 | Land and freshwater ecosystems | Écosystèmes terrestres et d’eau douce | Ecosistemas terrestres y de agua dulce
15.2 | Forests | Forêts | Bosques
15.3 | Desertification | Désertification | Desertificación
15.4 | Mountain ecosystems | Écosystèmes montagneux | Ecosistemas de montaña
15.5 | Biodiversity loss | Perte de biodiversité | Pérdida de biodiversidad
15.6 | Genetic resources | Ressources génétiques | Recursos genéticos
15.7 | Poaching and wildlife trafficking | Braconnage et trafic d’espèces | Caza furtiva y tráfico de especies
15.8 | Invasive species | Espèces envahissantes | Especies invasoras
15.9 | Biodiversity in planning | Biodiversité dans la planification | Biodiversidad en la planificación
15.a | Finance for biodiversity | Financement de la biodiversité | Financiación de la biodiversidad
15.b | Finance for forests | Financement des forêts | Financiación de los bosques
15.c | Support against poaching | Appui contre le braconnage | Apoyo contra la caza furtiva
16.1 | Violence and deaths | Violences et décès | Violencia y muertes
16.2 | Violence against children | Violence à l’encontre des enfants | Violencia contra la infancia
16.3 | Rule of law and access to justice | État de droit et accès à la justice | Estado de derecho y acceso a la justicia
16.4 | Illicit flows and organised crime | Flux illicites et criminalité organisée | Corrientes ilícitas y delincuencia organizada
16.5 | Corruption and bribery | Corruption | Corrupción y soborno
16.6 | Accountable institutions | Institutions responsables | Instituciones responsables
16.7 | Inclusive decision-making | Prise de décisions inclusive | Decisiones inclusivas
16.8 | Global governance | Gouvernance mondiale | Gobernanza mundial
16.9 | Legal identity | Identité juridique | Identidad jurídica
16.10 | Access to information and freedoms | Accès à l’information et libertés | Acceso a la información y libertades
16.a | Institutions against violence | Institutions contre la violence | Instituciones contra la violencia
16.b | Non-discriminatory laws | Lois non discriminatoires | Leyes no discriminatorias
17.1 | Domestic revenue | Recettes nationales | Ingresos nacionales
17.2 | Development assistance | Aide au développement | Asistencia para el desarrollo
17.3 | Additional financial resources | Ressources financières supplémentaires | Recursos financieros adicionales
17.4 | Debt | Dette | Deuda
17.5 | Investment in least developed countries | Investissement dans les pays les moins avancés | Inversión en los países menos adelantados
17.6 | Cooperation in science and technology | Coopération scientifique et technologique | Cooperación en ciencia y tecnología
17.7 | Environmentally sound technologies | Technologies respectueuses de l’environnement | Tecnologías ecológicamente racionales
17.8 | Technology bank and use of technology | Banque de technologies et usage des technologies | Banco de tecnología y uso de la tecnología
17.9 | Capacity-building | Renforcement des capacités | Creación de capacidad
17.10 | Multilateral trade system | Système commercial multilatéral | Sistema de comercio multilateral
17.11 | Exports of developing countries | Exportations des pays en développement | Exportaciones de los países en desarrollo
17.12 | Market access for least developed countries | Accès aux marchés des pays les moins avancés | Acceso a los mercados de los países menos adelantados
17.13 | Macroeconomic stability | Stabilité macroéconomique | Estabilidad macroeconómica
17.14 | Policy coherence | Cohérence des politiques | Coherencia de las políticas
17.15 | Countries’ own policy space | Marge de manœuvre des pays | Margen normativo de los países
17.16 | Global partnership | Partenariat mondial | Alianza mundial
17.17 | Public, private and civil society partnerships | Partenariats publics, privés et avec la société civile | Alianzas públicas, privadas y con la sociedad civil
17.18 | Capacity for statistics | Capacités statistiques | Capacidad estadística
17.19 | Measuring progress | Mesure des progrès | Medición de los progresos
"""  # noqa: E501

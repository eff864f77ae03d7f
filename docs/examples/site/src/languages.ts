/** The languages of this site: their names, the direction of their script, and what the templates say in them. */
export const LANGUAGES = {
  en: { name: "English", dir: "ltr", projects: "Projects", countries: "Countries", donors: "Donors" },
  fr: { name: "Français", dir: "ltr", projects: "Projets", countries: "Pays", donors: "Donateurs" },
  ar: { name: "العربية", dir: "rtl", projects: "المشاريع", countries: "البلدان", donors: "الجهات المانحة" },
} as const;

export type Lang = keyof typeof LANGUAGES;

export const LANGS = Object.keys(LANGUAGES) as Lang[];

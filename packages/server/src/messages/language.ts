/** The languages there are words for. */
export const MAIL_LANGUAGES = ['en', 'de'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** The words a mail is written in, and how it writes numbers and days. */
export interface MailLocale {
  readonly language: MailLanguage;
  /** BCP 47: the recipient's own where there are words for its language, else English. */
  readonly locale: string;
}

/** Chooses the language of a mail: the recipient's, else English. */
export function mailLocale(locale: string): MailLocale {
  const language = locale.toLowerCase().split(/[-_]/)[0];
  const known = MAIL_LANGUAGES.find((each) => each === language);
  if (known === undefined) return { language: 'en', locale: 'en' };
  const isUsable =
    Intl.DateTimeFormat.supportedLocalesOf([locale.replace('_', '-')].filter(isWellFormed)).length > 0;
  return { language: known, locale: isUsable ? locale.replace('_', '-') : known };
}

function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** The two languages every message, title and column has. */
export type Language = 'en' | 'zh';

/** One text in both languages. */
export type Words = Readonly<Record<Language, string>>;

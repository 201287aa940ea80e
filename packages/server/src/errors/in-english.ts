import * as z from 'zod/mini';

/** Lets a parse say in English what is wrong. Given with each parse: set globally it would change the language of the shop's own zod. */
export const IN_ENGLISH = { error: z.locales.en().localeError };

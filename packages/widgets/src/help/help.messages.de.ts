import type { HelpWords } from './help.messages.ts';

export const helpDe: HelpWords = { title: 'Fragen zu Ihrer Bestellung?', page: 'Hilfe und Kontakt' };

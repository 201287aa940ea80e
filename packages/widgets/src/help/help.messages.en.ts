import type { HelpWords } from './help.messages.ts';

export const helpEn: HelpWords = { title: 'Questions about your order?', page: 'Help and contact' };

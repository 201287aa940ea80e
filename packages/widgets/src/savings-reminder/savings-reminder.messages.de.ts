import type { SavingsWords } from './savings-reminder.messages.ts';

export const savingsDe: SavingsWords = {
  texts: {
    'savings.headline.percent': ({ saved, percent }, format) =>
      `Sie haben ${format.money(saved)} gespart, das sind ${format.percent(percent)}`,
    'savings.headline.amount': ({ saved }, format) => `Sie haben ${format.money(saved)} gespart`,
    'savings.compared.list': ({ paid, reference }, format) =>
      `${format.money(paid)} statt ${format.money(reference)} (Listenpreis)`,
    'savings.compared.previous': ({ paid, reference }, format) =>
      `${format.money(paid)} statt bisher ${format.money(reference)}`,
    'savings.compared.mixed': ({ paid, reference }, format) =>
      `${format.money(paid)} statt ${format.money(reference)} (Listenpreise und bisherige Preise)`,
    'savings.line.list': ({ paid, reference }, format) =>
      `${format.money(paid)}, Listenpreis ${format.money(reference)}`,
    'savings.line.previous': ({ paid, reference }, format) =>
      `${format.money(paid)}, bisher ${format.money(reference)}`,
  },
  details: 'Worauf Sie gespart haben',
  dismiss: 'Ausblenden',
};

import type { SavingsWords } from './savings-reminder.messages.ts';

export const savingsEn: SavingsWords = {
  texts: {
    'savings.headline.percent': ({ saved, percent }, format) =>
      `You saved ${format.money(saved)}, that is ${format.percent(percent)}`,
    'savings.headline.amount': ({ saved }, format) => `You saved ${format.money(saved)}`,
    'savings.compared.list': ({ paid, reference }, format) =>
      `${format.money(paid)} instead of a list price of ${format.money(reference)}`,
    'savings.compared.previous': ({ paid, reference }, format) =>
      `${format.money(paid)} instead of ${format.money(reference)}, our prices before`,
    'savings.compared.mixed': ({ paid, reference }, format) =>
      `${format.money(paid)} instead of ${format.money(reference)}, list prices and our prices before`,
    'savings.line.list': ({ paid, reference }, format) =>
      `${format.money(paid)}, list price ${format.money(reference)}`,
    'savings.line.previous': ({ paid, reference }, format) =>
      `${format.money(paid)}, before ${format.money(reference)}`,
  },
  details: 'What you saved on',
  dismiss: 'Hide',
};

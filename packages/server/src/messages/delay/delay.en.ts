import { onDays } from '../arrival/arrival.en.ts';
import type { DelayWords } from './delay.words.ts';

export const delayEn: DelayWords = {
  subject: (number) => `Your parcel takes longer than planned (order ${number})`,
  heading: 'Your parcel takes longer than planned',
  intro: 'We are sorry: your parcel is late. We would rather tell you than let you wait for it.',
  promised: (window, format) => `It was to arrive by ${format.day(window.until)}.`,
  expected: (window, format) => `The carrier now expects to deliver ${onDays(window, format)}.`,
  noDate: 'There is no new date yet.',
  reasons: {
    weather: 'The carrier names the weather as the reason.',
    customs: 'It is being held up at customs.',
    carrier: 'The carrier names its own processing as the reason.',
  },
  button: 'See the latest date',
  nothingToDo: 'You do not have to do anything. The page of your order always shows the latest date we know.',
};

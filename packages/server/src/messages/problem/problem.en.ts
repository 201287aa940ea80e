import type { ProblemWords } from './problem.words.ts';

export const problemEn: ProblemWords = {
  subject: (heading, number) => `${heading} (order ${number})`,
  trouble: {
    damaged: {
      heading: 'Your parcel was damaged on its way',
      intro:
        'The carrier reports that your parcel was damaged on its way to you. We are sorry: it should have reached you whole.',
      remedy:
        'This is ours to put right, not yours. Tell us how you would like it solved, and we will find the best way together.',
    },
    lost: {
      heading: 'Your parcel seems to be lost',
      intro: 'The carrier can no longer find your parcel. We are sorry: you should be unpacking it by now.',
      remedy:
        'This is ours to put right, not yours. Tell us how you would like it solved, and we will find the best way together.',
    },
    address: {
      heading: 'Your parcel cannot find you',
      intro: 'The carrier cannot deliver your parcel to the address on it.',
      remedy: 'If something in the address is wrong or missing, let us know, and the parcel can go on.',
    },
    refused: {
      heading: 'Your parcel was refused at the door',
      intro: 'The carrier reports that nobody wanted to take your parcel in.',
      remedy: 'If this was a mistake, let us know, and we will see how it still gets to you.',
    },
    other: {
      heading: 'Something holds up your parcel',
      intro: 'The carrier reports a problem with your parcel. We are sorry about that.',
      remedy: 'We will sort it out with you: contact us, and we will find the best way together.',
    },
  },
  button: 'See your order',
};

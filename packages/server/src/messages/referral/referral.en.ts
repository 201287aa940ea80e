import type { ProposalWords } from '../proposal/proposal.words.ts';

export const referralEn: ProposalWords = {
  subject: ({ shop }) => `Do you know somebody who would like ${shop}?`,
  heading: 'Do you know somebody who would like it too?',
  intro: ({ number, shop }) =>
    `We hope that your order ${number} turned out well. One sentence of yours does more for ${shop} than any advertising.`,
  points: [
    {
      text: 'Recommend us, if you mean it',
      detail: 'Whom you tell, and what, is up to you. We write to nobody because of it.',
    },
  ],
  onPage: 'The page behind this button has something to pass on.',
  inPerson:
    'Passing on our name is enough. If somebody comes because of you, let us know: we would like to thank you.',
  button: 'Recommend us',
};

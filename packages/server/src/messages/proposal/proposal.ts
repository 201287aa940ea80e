import { helpLinks } from '@post-purchase/contract/view';

import { ownLink, ownWords } from '../content.ts';
import { defineMessage } from '../define-message.ts';
import type { MailLanguage } from '../language.ts';
import type { Block } from '../mail.ts';
import type { MessageRenderer } from '../message.ts';
import type { ProposalWords } from './proposal.words.ts';

/**
 * Makes the renderer of a kind that proposes something: what it is, and how to take it up. With a touchpoint's `link` the button opens that
 * page; without one the reader is asked to write or call, and the button opens the order's page, so that nothing is announced that is not
 * there.
 */
export function defineProposal(languages: Readonly<Record<MailLanguage, ProposalWords>>): MessageRenderer {
  return defineMessage(languages, (context, { words, frame, format, language }) => {
    const { order } = context;
    const about = { shop: order.shop.name, number: order.number, placed: format.dateOf(order.placedAt) };
    const page = ownLink(context, language);
    const offer = ownWords(context, 'offer', language);
    const how = page === undefined ? words.inPerson : words.onPage;
    const canBeTakenUp = page !== undefined || helpLinks(order.shop.help) !== null;
    const lead: Block[] = [
      { block: 'callout', tone: 'calm', lines: offer === undefined ? words.points : [{ text: offer }] },
    ];
    if (canBeTakenUp) lead.push({ block: 'paragraph', text: how });
    const [first] = words.points;
    return {
      subject: words.subject(about),
      preheader: offer ?? [first?.text, first?.detail].filter(Boolean).join(' '),
      heading: words.heading,
      intro: words.intro(about),
      lead,
      ...(page === undefined ? { button: frame.order } : { button: words.button, page }),
      rest: [],
    };
  });
}

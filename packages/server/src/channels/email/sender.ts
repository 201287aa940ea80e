import addressparser from 'nodemailer/lib/addressparser';

/** No quoted local parts, comments or lists: what is left cannot be read as a second recipient. Letters of any script are fine. */
export const ADDRESS = /^[^\s@"<>(),:;\\[\]\p{Cc}]{1,64}@[^\s@"<>(),:;\\[\]\p{Cc}]{1,255}$/u;

/** An address, and the name shown beside it: empty where there is none. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** Reads a sender: `hello@shop.example`, `Shop <hello@shop.example>`, `"Shop, Inc." <hello@shop.example>`. Null unless it is exactly one. */
export function parseSender(from: string): Mailbox | null {
  const [sender, ...others] = /\p{Cc}/u.test(from) ? [] : addressparser(from, { flatten: true });
  if (sender === undefined || others.length > 0 || !ADDRESS.test(sender.address)) return null;
  return { name: sender.name.trim(), address: sender.address };
}

/** A carrier as far as it can be told from what a source calls it. */
export interface Carrier {
  /** What it is compared by; sources that certainly mean the same carrier get the same slug. */
  readonly slug: string;
  /** What a person reads. */
  readonly name: string;
  /**
   * It delivers what it collects, under its own numbers: one number at two such carriers is two parcels. Posts are not among them
   * (they deliver for UPS, FedEx and DHL under the number those gave), nor is a carrier that we do not know.
   */
  readonly exclusive: boolean;
}

/**
 * Reads a carrier's name (Shopify's `DHL Express`) or slug (AfterShip's `dhl`). Only certain equalities are in the table; any other
 * text keeps its letters and digits as slug, so that spelling (`Royal Mail`, `royal-mail`) makes no difference and nothing is guessed.
 */
export function readCarrier(text: string): Carrier {
  const folded = fold(text);
  return BY_FOLDED_NAME.get(folded) ?? { slug: folded, name: text.trim(), exclusive: false };
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

interface Entry {
  readonly slug: string;
  readonly name: string;
  readonly others?: readonly string[];
}

const EXCLUSIVE: readonly Entry[] = [
  { slug: 'dhl', name: 'DHL Express' },
  { slug: 'dpd', name: 'DPD' },
  { slug: 'evri', name: 'Evri', others: ['hermes-uk'] },
  { slug: 'fedex', name: 'FedEx', others: ['Federal Express'] },
  { slug: 'gls', name: 'GLS' },
  { slug: 'ups', name: 'UPS', others: ['United Parcel Service'] },
];

const SHARING: readonly Entry[] = [
  { slug: 'anpost', name: 'An Post' },
  { slug: 'australiapost', name: 'Australia Post', others: ['AusPost'] },
  { slug: 'canadapost', name: 'Canada Post' },
  { slug: 'chronopost', name: 'Chronopost', others: ['chronopost-france'] },
  { slug: 'colissimo', name: 'Colissimo', others: ['la-poste-colissimo'] },
  { slug: 'deutschepost', name: 'Deutsche Post', others: ['deutsch-post'] },
  { slug: 'dhlgermany', name: 'DHL Paket', others: ['dhl-germany', 'Deutsche Post DHL'] },
  { slug: 'newzealandpost', name: 'New Zealand Post', others: ['NZ Post'] },
  { slug: 'posteitaliane', name: 'Poste Italiane' },
  { slug: 'postnl', name: 'PostNL' },
  { slug: 'royalmail', name: 'Royal Mail' },
  { slug: 'singaporepost', name: 'Singapore Post', others: ['SingPost'] },
  { slug: 'swisspost', name: 'Swiss Post' },
  { slug: 'usps', name: 'USPS', others: ['United States Postal Service'] },
];

const BY_FOLDED_NAME: ReadonlyMap<string, Carrier> = new Map([
  ...EXCLUSIVE.flatMap((entry) => named(entry, true)),
  ...SHARING.flatMap((entry) => named(entry, false)),
]);

function named({ slug, name, others = [] }: Entry, exclusive: boolean): [string, Carrier][] {
  return [slug, name, ...others].map((text) => [fold(text), { slug, name, exclusive }]);
}

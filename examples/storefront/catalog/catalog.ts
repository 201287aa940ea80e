/** One thing the shop sells. Prices are euro cents, tax included. */
export interface Product {
  readonly id: string;
  /** The shop system's own number of it. */
  readonly variantId: string;
  readonly title: string;
  readonly variant: string;
  readonly price: number;
  /** What it cost in the thirty days before, where that was more. */
  readonly previousPrice?: number;
  readonly blurb: string;
  readonly details: readonly string[];
  /** Nothing is sent: it is a course to watch. */
  readonly digital?: boolean;
}

export const PRODUCTS: readonly Product[] = [
  {
    id: 'morning-mug',
    variantId: '41886814240980',
    title: 'Morning mug',
    variant: 'Oat glaze, 350 ml',
    price: 1800,
    previousPrice: 2400,
    blurb: 'Thrown by hand, with a handle that fits three fingers and a lip thin enough for tea.',
    details: ['Stoneware, fired at 1,240 °C', 'Dishwasher and microwave safe', 'Made in Höhr-Grenzhausen'],
  },
  {
    id: 'pour-over-set',
    variantId: '41886814273748',
    title: 'Pour-over set',
    variant: 'Dripper and carafe',
    price: 4600,
    blurb: 'A ceramic dripper that keeps its heat and a carafe that does not dribble.',
    details: ['For paper filters of size 02', '600 ml', 'Borosilicate glass and stoneware'],
  },
  {
    id: 'walnut-board',
    variantId: '41886814306516',
    title: 'Walnut board',
    variant: '38 × 22 cm',
    price: 5400,
    previousPrice: 6800,
    blurb: 'One piece of European walnut, oiled twice. Bread on one side, cheese on the other.',
    details: ['Solid walnut, linseed oil', 'Wash by hand', 'Every grain is different'],
  },
  {
    id: 'little-teapot',
    variantId: '41886814339284',
    title: 'Little teapot',
    variant: 'Moss, 500 ml',
    price: 3900,
    blurb: 'Two cups, one spout that pours straight, and a lid that stays on.',
    details: ['Stoneware with a steel sieve', 'Dishwasher safe', 'Bamboo handle'],
  },
  {
    id: 'linen-towels',
    variantId: '41886814372052',
    title: 'Linen towels',
    variant: 'Set of two, rust stripe',
    price: 2200,
    blurb: 'Softer with every wash, and they dry a glass without leaving a hair on it.',
    details: ['Pure European flax', '50 × 70 cm', 'Wash at 60 °C'],
  },
  {
    id: 'bread-course',
    variantId: '41886814404820',
    title: 'Sourdough course',
    variant: 'Six films to keep',
    price: 2900,
    blurb: 'From the first starter to a loaf with an ear, in six evenings. Watch as often as you like.',
    details: ['Three hours in all', 'English and German', 'The link comes by mail'],
    digital: true,
  },
];

/** The product of that id, or undefined. */
export function findProduct(id: string | null | undefined): Product | undefined {
  return PRODUCTS.find((product) => product.id === id);
}

/** Sending costs this much below `FREE_SHIPPING_FROM`, in euro cents. */
export const SHIPPING = 490;
export const FREE_SHIPPING_FROM = 5000;

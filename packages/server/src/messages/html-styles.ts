/**
 * How mails look. Mail programs know little CSS, and some drop the style sheet: so every rule that carries the layout stands on its element,
 * and the sheet only adds dark colors and small screens.
 */
export const FONT =
  "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif";

export const LIGHT = {
  page: '#f4f4f5',
  card: '#ffffff',
  ink: '#18181b',
  muted: '#5d5d66',
  line: '#e4e4e7',
  button: '#18181b',
  onButton: '#ffffff',
  calm: '#f4f4f5',
  good: '#e8f6ef',
  goodInk: '#0b6b43',
  attention: '#fdf1e4',
  attentionInk: '#93370d',
  track: '#d9d9de',
} as const;

const DARK = {
  page: '#0f0f11',
  card: '#1b1b1f',
  ink: '#f4f4f5',
  muted: '#b2b2bb',
  line: '#34343a',
  button: '#f4f4f5',
  onButton: '#18181b',
  calm: '#27272c',
  good: '#12301f',
  goodInk: '#7ce2ae',
  attention: '#3a2410',
  attentionInk: '#fdba74',
  track: '#45454d',
} as const satisfies Record<keyof typeof LIGHT, string>;

/** Class, property and color of everything that changes in the dark. Classes are short because some programs cut long mails. */
const DARK_RULES: readonly (readonly [className: string, property: string, color: string])[] = [
  ['pg', 'background-color', DARK.page],
  ['cd', 'background-color', DARK.card],
  ['tx', 'color', DARK.ink],
  ['mt', 'color', DARK.muted],
  ['ln', 'border-color', DARK.line],
  ['bt', 'background-color', DARK.button],
  ['bl', 'color', DARK.onButton],
  ['cl', 'background-color', DARK.calm],
  ['gd', 'background-color', DARK.good],
  ['gi', 'color', DARK.goodInk],
  ['at', 'background-color', DARK.attention],
  ['ai', 'color', DARK.attentionInk],
  ['on', 'background-color', DARK.ink],
  ['of', 'background-color', DARK.track],
];

const darkRules = (prefix: string): string =>
  DARK_RULES.map(([name, property, color]) => `${prefix}.${name}{${property}:${color}!important}`).join('');

/** Below this width the card fills the screen. */
const SMALL_RULES = [
  '.pad{padding-left:20px!important;padding-right:20px!important}',
  '.out{padding:12px 8px 24px!important}',
  '.h1{font-size:23px!important}',
  '.full{width:100%!important}.bl{display:block!important;text-align:center!important}',
  '.fact{display:block!important;padding-right:0!important}',
  '.wide{display:none!important}',
  `.small{max-height:none!important;padding-top:8px!important;font:600 14px/20px ${FONT}!important;color:${LIGHT.ink}!important}`,
].join('');

/** The style sheet in the head. `[data-ogsc]` is how Outlook's apps mark a mail that they show in the dark. */
export const STYLE_SHEET = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'body{margin:0;padding:0;-webkit-text-size-adjust:100%;text-size-adjust:100%}',
  'a:focus-visible{outline:2px solid currentColor;outline-offset:2px}',
  `@media (max-width:520px){${SMALL_RULES}}`,
  `@media (prefers-color-scheme:dark){${darkRules('')}}`,
  `@media (prefers-color-scheme:dark) and (max-width:520px){.small{color:${DARK.ink}!important}}`,
  darkRules('[data-ogsc] '),
].join('');

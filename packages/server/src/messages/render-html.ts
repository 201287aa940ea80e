import { assertNever } from '@post-purchase/contract/view';

import { FONT, LIGHT, STYLE_SHEET } from './html-styles.ts';
import type { Block, Mail, MailItem, MailStep, Tone } from './mail.ts';
import { plainLine } from './plain-text.ts';

/** Fills the preview line of a mailbox, so that it does not go on with the first words of the mail. */
const PREVIEW_FILLER = '&#847;&zwnj;&nbsp;'.repeat(60);

/**
 * The HTML part of a mail: one column of at most 600 px in tables, which every mail program lays out alike. Texts are escaped here and only
 * here. Tables that only lay out say so to screen readers; those that hold data have headers.
 */
export function renderHtml(mail: Mail): string {
  const { name, url } = mail.shop;
  const shop =
    url === undefined
      ? escape(name)
      : `<a href="${attribute(url)}" class="tx" style="color:${LIGHT.ink};text-decoration:none">${escape(name)}</a>`;
  return [
    `<!doctype html><html lang="${attribute(mail.lang)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">',
    `<title>${escape(mail.subject)}</title><style>${STYLE_SHEET}</style></head>`,
    `<body class="pg" style="margin:0;padding:0;background-color:${LIGHT.page}">`,
    `<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px" aria-hidden="true">${escape(mail.preheader)}${PREVIEW_FILLER}</div>`,
    `<div role="article" aria-roledescription="email" aria-label="${attribute(mail.subject)}" lang="${attribute(mail.lang)}">`,
    layout(
      `class="pg" width="100%" style="background-color:${LIGHT.page}"`,
      row(
        'class="out" align="center" style="padding:24px 12px 40px"',
        layout(
          'width="100%" style="max-width:600px;margin:0 auto"',
          row(
            `class="pad tx" style="padding:4px 36px 16px;font:600 16px/24px ${FONT};letter-spacing:-0.01em;color:${LIGHT.ink}"`,
            shop,
          ) +
            row(
              `class="cd" style="border-radius:14px;background-color:${LIGHT.card}"`,
              layout(
                'width="100%"',
                row(
                  'class="pad" style="padding:36px 36px 32px"',
                  layout('width="100%"', mail.blocks.map(blockRow).join('')),
                ),
              ),
            ) +
            row(
              'class="pad" style="padding:24px 36px 0"',
              layout('width="100%"', mail.footer.map(footerRow).join('')),
            ),
        ),
      ),
    ),
    '</div></body></html>',
  ].join('');
}

function blockRow(block: Block): string {
  switch (block.block) {
    case 'heading':
      return row(
        'style="padding:0 0 12px"',
        `<h1 class="h1 tx" style="margin:0;font:700 27px/1.22 ${FONT};letter-spacing:-0.02em;color:${LIGHT.ink}">${escape(block.text)}</h1>`,
      );
    case 'section':
      return row(
        'style="padding:20px 0 6px"',
        `<h2 class="tx" style="margin:0;font:650 16px/24px ${FONT};letter-spacing:-0.005em;color:${LIGHT.ink}">${escape(block.text)}</h2>`,
      );
    case 'paragraph':
      return row(
        'style="padding:0 0 14px"',
        `<p class="tx" style="margin:0;font:400 16px/25px ${FONT};color:${LIGHT.ink}">${escape(block.text)}</p>`,
      );
    case 'callout':
      return row('style="padding:6px 0 18px"', callout(block.tone, block.lines));
    case 'facts':
      return row('style="padding:2px 0 16px"', facts(block.rows));
    case 'progress':
      return row('style="padding:4px 0 22px"', progress(block.label, block.steps));
    case 'items':
      return row('style="padding:0"', items(block.columns, block.items));
    case 'totals':
      return row('style="padding:6px 0 14px"', totals(block.rows));
    case 'button':
      return row('style="padding:6px 0 18px"', button(block.text, block.href));
    case 'link':
      return row(
        `style="padding:0 0 8px;font:400 16px/25px ${FONT}"`,
        `<a href="${attribute(block.href)}" class="tx" style="color:${LIGHT.ink};text-decoration:underline;text-underline-offset:3px">${escape(block.text)}</a>`,
      );
    default:
      return assertNever(block);
  }
}

const TONES = {
  calm: { box: 'cl', fill: LIGHT.calm, text: 'tx', ink: LIGHT.ink },
  good: { box: 'gd', fill: LIGHT.good, text: 'gi', ink: LIGHT.goodInk },
  attention: { box: 'at', fill: LIGHT.attention, text: 'ai', ink: LIGHT.attentionInk },
} as const satisfies Record<Tone, unknown>;

function callout(tone: Tone, lines: readonly { readonly text: string; readonly detail?: string }[]): string {
  const { box, fill, text: textClass, ink } = TONES[tone];
  const inner = lines
    .map(({ text, detail }, index) => {
      const space = index === 0 ? '' : 'padding-top:10px;';
      const second =
        detail === undefined
          ? ''
          : `<br><span class="${textClass}" style="font:400 15px/23px ${FONT};color:${ink}">${escape(detail)}</span>`;
      return row(
        `style="${space}font:650 16px/24px ${FONT}"`,
        `<span class="${textClass}" style="color:${ink}">${escape(text)}</span>${second}`,
      );
    })
    .join('');
  return layout(
    'width="100%"',
    row(
      `class="${box}" style="padding:16px 20px;border-radius:10px;background-color:${fill}"`,
      layout('width="100%"', inner),
    ),
  );
}

function facts(rows: readonly { readonly label: string; readonly value: string }[]): string {
  const cells = rows
    .map(
      ({ label, value }) =>
        `<tr><th scope="row" class="mt fact" align="left" valign="top" style="padding:3px 20px 3px 0;font:400 15px/23px ${FONT};color:${LIGHT.muted};text-align:left">${escape(label)}</th>` +
        `<td class="tx fact" valign="top" style="padding:3px 0;font:500 15px/23px ${FONT};color:${LIGHT.ink};overflow-wrap:anywhere">${escape(value)}</td></tr>`,
    )
    .join('');
  return `<table cellpadding="0" cellspacing="0" border="0">${cells}</table>`;
}

function progress(label: string, steps: readonly MailStep[]): string {
  const width = `${Math.floor(100 / Math.max(1, steps.length))}%`;
  const bars = steps
    .map(({ state }, index) => {
      const [name, color] = state === 'upcoming' ? ['of', LIGHT.track] : ['on', LIGHT.ink];
      const gap = index === steps.length - 1 ? '0' : '6px';
      return `<td width="${width}" style="padding:0 ${gap} 0 0"><div class="${name}" style="height:6px;border-radius:3px;background-color:${color};font-size:1px;line-height:6px">&nbsp;</div></td>`;
    })
    .join('');
  const labels = steps
    .map(({ label: text, state }) => {
      const [name, color] = state === 'current' ? ['tx', LIGHT.ink] : ['mt', LIGHT.muted];
      const weight = state === 'current' ? 650 : 400;
      return `<td class="${name}" valign="top" width="${width}" style="padding:8px 6px 0 0;font:${weight} 13px/18px ${FONT};color:${color}">${escape(text)}</td>`;
    })
    .join('');
  // On a small screen the labels would run into each other, so the sentence that screen readers get stands in their place. Where it is
  // not shown it is clipped, not hidden, so that it is read everywhere.
  const clipped = 'max-height:1px;overflow:hidden;font-size:1px;line-height:1px;color:transparent';
  return (
    `<div aria-hidden="true">${layout('width="100%" style="table-layout:fixed"', `<tr>${bars}</tr><tr class="wide">${labels}</tr>`)}</div>` +
    `<div class="small" style="${clipped}">${escape(label)}</div>`
  );
}

function items([item, price]: readonly [string, string], list: readonly MailItem[]): string {
  const hasPrices = list.some((each) => each.price !== undefined);
  const hidden =
    'font-size:1px;line-height:1px;height:1px;padding:0;color:transparent;overflow:hidden;mso-line-height-rule:exactly';
  const head = `<thead><tr><th scope="col" align="left" style="${hidden}">${escape(item)}</th>${hasPrices ? `<th scope="col" align="right" style="${hidden}">${escape(price)}</th>` : ''}</tr></thead>`;
  const rows = list
    .map(({ title, details, image, price: amount }) => {
      const picture =
        image === undefined
          ? ''
          : `<img src="${attribute(image)}" alt="" width="56" height="56" align="left" style="display:block;float:left;margin:2px 14px 0 0;border:0;border-radius:8px;object-fit:cover">`;
      const more = details
        .map(
          (detail) =>
            `<br><span class="mt" style="font:400 14px/21px ${FONT};color:${LIGHT.muted}">${escape(detail)}</span>`,
        )
        .join('');
      const border = `border-bottom:1px solid ${LIGHT.line}`;
      const amountCell = hasPrices
        ? `<td class="tx ln" align="right" valign="top" style="padding:12px 0;${border};font:500 16px/24px ${FONT};color:${LIGHT.ink};text-align:right;white-space:nowrap">${escape(amount ?? '')}</td>`
        : '';
      return (
        `<tr><td class="tx ln" valign="top" style="padding:12px 16px 12px 0;${border};font:500 16px/24px ${FONT};color:${LIGHT.ink};overflow-wrap:anywhere">` +
        `${picture}<span>${escape(title)}</span>${more}</td>${amountCell}</tr>`
      );
    })
    .join('');
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0">${head}<tbody>${rows}</tbody></table>`;
}

function totals(
  rows: readonly { readonly label: string; readonly value: string; readonly isTotal: boolean }[],
): string {
  const cells = rows
    .map(({ label, value, isTotal }) => {
      const font = isTotal ? `650 18px/27px ${FONT}` : `400 15px/23px ${FONT}`;
      const [name, color] = isTotal ? ['tx', LIGHT.ink] : ['mt', LIGHT.muted];
      const space = isTotal ? '8px 0 4px' : '4px 0';
      return (
        `<tr><th scope="row" class="${name}" align="left" style="padding:${space};font:${font};color:${color};text-align:left">${escape(label)}</th>` +
        `<td class="${name}" align="right" style="padding:${space};font:${font};color:${color};text-align:right;white-space:nowrap">${escape(value)}</td></tr>`
      );
    })
    .join('');
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0">${cells}</table>`;
}

function button(text: string, href: string): string {
  const link = `<a href="${attribute(href)}" class="bl" style="display:inline-block;padding:13px 24px;font:600 16px/22px ${FONT};color:${LIGHT.onButton};text-decoration:none;border-radius:10px">${escape(text)}</a>`;
  return `<table role="presentation" class="full" cellpadding="0" cellspacing="0" border="0"><tr><td class="bt" bgcolor="${LIGHT.button}" style="border-radius:10px;background-color:${LIGHT.button}">${link}</td></tr></table>`;
}

function footerRow({ text, href }: Mail['footer'][number]): string {
  const style = `font:400 13px/20px ${FONT};color:${LIGHT.muted}`;
  const inner =
    href === undefined
      ? escape(text)
      : `<a href="${attribute(href)}" class="mt" style="color:${LIGHT.muted};text-decoration:underline;text-underline-offset:2px">${escape(text)}</a>`;
  return row(`class="mt" style="padding:0 0 8px;${style}"`, inner);
}

/** A table that only lays out. */
function layout(attributes: string, rows: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" ${attributes}>${rows}</table>`;
}

function row(attributes: string, content: string): string {
  return `<tr><td ${attributes}>${content}</td></tr>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return attribute(plainLine(text));
}

function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

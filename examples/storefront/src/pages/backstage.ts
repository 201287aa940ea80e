import type { ExplanationView, TaskView, TimelineEntry } from '@post-purchase/contract';

import {
  finishTask,
  type Mail,
  type PlacedOrder,
  post,
  readDesk,
  readExplain,
  readState,
  readTimeline,
} from '../backstage/backstage-api.ts';
import { copyOf, find, findAs } from './page.ts';

const REFRESH_EVERY = 1_500;

const orders = findAs(HTMLSelectElement, '[data-orders]');
const note = find('[data-note]');
const dialog = findAs(HTMLDialogElement, '[data-mail]');
const clock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** Each part of the page is drawn anew only when what it shows has changed: open menus and the focus stay. */
const drawn = new Map<string, string>();
function draw<Data>(part: string, data: Data, show: (data: Data) => void): void {
  const now = JSON.stringify(data);
  if (drawn.get(part) === now) return;
  drawn.set(part, now);
  show(data);
}

async function refresh(): Promise<void> {
  const state = await readState();
  draw('clock', clock.format(new Date(state.now)), (text) => {
    find('[data-now]').textContent = text;
  });
  draw('orders', state.orders, showOrders);
  draw('mails', state.mails, showMails);
  draw('desk', await readDesk(), showDesk);
  const order = state.orders.find(({ id }) => id === orders.value);
  draw('explain', order?.arrived ? await readExplain(order.id) : [], showExplain);
  draw('timeline', order?.arrived ? await readTimeline(order.id) : [], showTimeline);
}

function showOrders(placed: readonly PlacedOrder[]): void {
  const chosen = orders.value;
  const newest = placed[0]?.id ?? '';
  orders.replaceChildren(...placed.map(({ id, number, name }) => new Option(`${number}, ${name}`, id)));
  orders.value = placed.length > known && newest !== '' ? newest : chosen;
  known = placed.length;
  find('[data-no-order]').hidden = placed.length > 0;
  find('[data-with-order]').hidden = placed.length === 0;
}
let known = 0;

function card(
  chip: string,
  tone: string,
  what: string,
  details: string,
  action?: { label: string; run: () => void; primary?: boolean },
): HTMLElement {
  const item = copyOf('[data-card]');
  find('.chip', item).textContent = chip;
  find('.chip', item).classList.add(tone);
  find('.what', item).textContent = what;
  find('.details', item).textContent = details;
  const button = findAs(HTMLButtonElement, 'button', item);
  if (!action) {
    button.remove();
    return item;
  }
  button.textContent = action.label;
  button.setAttribute('aria-label', `${action.label}: ${what}`);
  button.classList.toggle('primary', action.primary === true);
  button.addEventListener('click', action.run);
  return item;
}

function showMails(mails: readonly Mail[]): void {
  find('[data-mail-empty]').hidden = mails.length > 0;
  find('[data-mails]').replaceChildren(
    ...mails.map((mail) =>
      card('Mail', 'quiet', mail.subject, `${clock.format(new Date(mail.at))}, to ${mail.to}`, {
        label: 'Read',
        run: () => {
          find('#mail-subject').textContent = mail.subject;
          findAs(HTMLIFrameElement, 'iframe', dialog).src = `/backstage/mails/${mail.id}`;
          dialog.showModal();
        },
      }),
    ),
  );
}

function showDesk(tasks: readonly TaskView[]): void {
  find('[data-desk-empty]').hidden = tasks.length > 0;
  find('[data-desk]').replaceChildren(
    ...tasks.map((task) =>
      card(
        task.type === 'call' ? 'Call' : 'To do',
        task.type === 'call' ? 'good' : 'bad',
        `${WORK[task.kind] ?? task.kind}: order ${task.orderNumber}`,
        [
          `Team ${task.team}`,
          task.customer.name,
          task.customer.phone,
          `not before ${clock.format(new Date(task.notBefore))}`,
        ]
          .filter((part) => part !== undefined)
          .join(', '),
        {
          label: task.type === 'call' ? 'Called' : 'Solved',
          primary: true,
          run: () => void act(() => finishTask(task.id), 'Done. It is part of the journey now.'),
        },
      ),
    ),
  );
}

const WORK: Readonly<Record<string, string>> = {
  'check-in': 'Ask whether everything is fine',
  problem: 'A parcel was damaged or lost',
  delay: 'A parcel is late',
};

const TONES: Readonly<Record<string, string>> = {
  open: 'good',
  sent: 'good',
  queued: 'good',
  sending: 'good',
  closed: 'quiet',
  waiting: 'quiet',
  held: 'wait',
  skipped: 'wait',
  canceled: 'quiet',
  failed: 'bad',
};

function showExplain(touchpoints: readonly ExplanationView[]): void {
  find('[data-journey-empty]').hidden = touchpoints.length > 0;
  find('[data-journey]').hidden = touchpoints.length === 0;
  find('[data-explain]').replaceChildren(
    ...touchpoints.map((touchpoint) => {
      const row = document.createElement('tr');
      const state = document.createElement('span');
      state.className = `chip ${TONES[touchpoint.status] ?? 'quiet'}`;
      state.textContent = touchpoint.status;
      row.append(
        cell(touchpoint.touchpoint),
        cell(touchpoint.channel),
        cell(state),
        cell(touchpoint.dueLocal?.replace('T', ' ') ?? 'not yet'),
        cell(touchpoint.reason),
      );
      return row;
    }),
  );
}

function cell(content: string | Node): HTMLTableCellElement {
  const td = document.createElement('td');
  td.append(content);
  return td;
}

function showTimeline(entries: readonly TimelineEntry[]): void {
  find('[data-history]').hidden = entries.length === 0;
  find('[data-timeline]').replaceChildren(
    ...entries.map((entry) => {
      const item = document.createElement('li');
      const time = document.createElement('time');
      time.textContent = clock.format(new Date(entry.at));
      const text = document.createElement('span');
      text.textContent =
        entry.entry === 'fact'
          ? `${entry.type} (${entry.source})`
          : [`${entry.touchpoint} on ${entry.channel}`, entry.status, entry.rule, entry.reason]
              .filter((part) => part !== undefined)
              .join(': ');
      item.append(time, text);
      return item;
    }),
  );
}

/** Runs what a button does: the buttons rest meanwhile, and a failure is said. */
async function act(action: () => Promise<void>, done: string): Promise<void> {
  const buttons = document.querySelectorAll<HTMLButtonElement>('[data-hours], [data-scan]');
  for (const button of buttons) button.disabled = true;
  try {
    await action();
    note.textContent = done;
    await refresh();
  } catch (error) {
    note.textContent = error instanceof Error ? error.message : String(error);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-hours]')) {
  const hours = Number(button.dataset.hours);
  button.addEventListener(
    'click',
    () =>
      void act(() => post('/backstage/time', { hours }), `The clock went forward: ${button.textContent}.`),
  );
}
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-scan]')) {
  button.addEventListener('click', () => {
    void act(
      () => post('/backstage/scans', { order: orders.value, scan: button.dataset.scan }),
      `The carrier reported: ${button.textContent}.`,
    );
  });
}
find('[data-close]', dialog).addEventListener('click', () => dialog.close());
orders.addEventListener('change', () => void act(() => Promise.resolve(), ''));

async function keepFresh(): Promise<void> {
  if (!document.hidden) await refresh().catch(() => undefined);
  setTimeout(() => void keepFresh(), REFRESH_EVERY);
}
await keepFresh();

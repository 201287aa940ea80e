import { ACTORS, sentence, TRACKING_REASONS, TRACKING_STATUSES } from '@post-purchase/contract/view';
import { expect } from '@open-wc/testing';
import './pp-tracking.ts';
import { Format } from '../locale/format.ts';
import { itConforms } from '../states/conformance.testing.ts';
import { itShiftsNothing } from '../states/layout-shift.testing.ts';
import { find, mount, settled, textOf, until } from '../states/mount.testing.ts';
import { customs, delayed, order, severalParcels, shipped, withParcel } from '../states/orders.ts';
import { ready } from '../states/widget-state.ts';
import { trackingDe } from './tracking.messages.de.ts';
import { trackingEn } from './tracking.messages.en.ts';
import { trackingStates } from './tracking.states.ts';

const acting = ['none', ...ACTORS] as const;

describe('<pp-tracking>', () => {
  itConforms('pp-tracking', trackingStates);
  const usual = trackingStates.filter(({ name }) => name !== 'long' && name !== 'several-parcels');
  itShiftsNothing('pp-tracking', usual, [720, 1000]);
  // What the shopper has to do takes more than is kept on a narrow page, where keeping it would leave a hole below every other parcel.
  itShiftsNothing(
    'pp-tracking',
    usual.filter(({ name }) => name !== 'action-needed'),
    [320, 480],
  );

  for (const [language, words] of Object.entries({ English: trackingEn, German: trackingDe })) {
    it(`has a sentence for each status and who has to act, in ${language}`, () => {
      const format = new Format('en', 'UTC', 0);
      const missing: string[] = [];
      const said = new Map<string, string>();
      for (const status of TRACKING_STATUSES)
        for (const actor of acting) {
          const id = `tracking.status.${status}.${actor}` as const;
          const text = sentence(words.texts, { id }, format);
          if (!text) missing.push(id);
          const twin = said.get(text);
          // Who may collect it is the shopper, whether a source says so or not.
          if (twin !== undefined && status !== 'available_for_pickup')
            missing.push(`${id} says what ${twin} says`);
          said.set(text, id);
        }
      for (const reason of TRACKING_REASONS)
        if (!sentence(words.texts, { id: `tracking.reason.${reason}` }, format)) missing.push(reason);
      expect(missing).to.eql([]);
    });
  }

  it('says in every language everything there is to say', () => {
    expect(Object.keys(trackingDe).sort()).to.eql(Object.keys(trackingEn).sort());
    for (const part of ['texts', 'arrival'] as const)
      expect(Object.keys(trackingDe[part]).sort()).to.eql(Object.keys(trackingEn[part]).sort());
  });

  for (const status of TRACKING_STATUSES)
    it(`says in words that a parcel is ${status}`, async () => {
      for (const actor of acting) {
        const { element, place } = await mount(
          'pp-tracking',
          ready(
            status,
            withParcel({
              status,
              flags: {
                delayed: false,
                actionRequired: actor !== 'none',
                actionBy: actor === 'none' ? undefined : actor,
              },
            }),
          ),
        );
        expect(find(element, 'h3').textContent).to.equal(
          trackingEn.texts[`tracking.status.${status}.${actor}`],
        );
        place.replaceChildren();
      }
    });

  it('is a list of steps, one of them the current one, each state in words', async () => {
    const { element } = await mount('pp-tracking', ready('ready', shipped));
    const steps = [...find(element, 'ol.way').children];
    expect(steps.map((step) => step.getAttribute('aria-current'))).to.eql([null, null, 'step', null, null]);
    expect(
      steps.map((step) =>
        step.textContent
          .replace(/\s+/g, ' ')
          .trim()
          .replace(/ \w{3}, \w{3} \d+$/, ''),
      ),
    ).to.eql([
      'Ordered, done',
      'Packed, done',
      'On its way, now',
      'Out for delivery, to come',
      'Delivered, to come',
    ]);
  });

  it('tells a promised date with its weekday, a new one beside it, and that none is known', async () => {
    const { element, source } = await mount('pp-tracking', ready('late', delayed));
    const weekday = '(Sun|Mon|Tue|Wednes|Thurs|Fri|Satur)';
    expect(textOf(element)).to.match(new RegExp(`We planned ${weekday}day, .*it is now expected \\w{3}, `));
    source.become({
      status: 'ready',
      order: withParcel({ status: 'in_transit', expected: undefined, promised: undefined }),
    });
    await settled(element);
    expect(textOf(element)).to.contain('There is no arrival date yet.');
  });

  it('copies the number, and says that it did', async () => {
    const { element } = await mount('pp-tracking', ready('ready', shipped));
    const copied: string[] = [];
    const { writeText } = navigator.clipboard;
    navigator.clipboard.writeText = (text) => {
      copied.push(text);
      return Promise.resolve();
    };
    try {
      find(element, '.carrier button').click();
      await until(() => find(element, '[role="status"]').textContent === 'Copied', 'the news');
      expect(find(element, '.carrier button').textContent.trim()).to.equal('Copied');
      await until(
        () => find(element, '.carrier button').textContent.trim() === 'Copy',
        'the button as it was',
      );
    } finally {
      navigator.clipboard.writeText = writeText;
    }
    expect(copied).to.eql(['00340434292135100186']);
  });

  it('says nothing wrong where copying is forbidden', async () => {
    const { element } = await mount('pp-tracking', ready('ready', shipped));
    const { writeText } = navigator.clipboard;
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    try {
      find(element, '.carrier button').click();
      await settled(element);
    } finally {
      navigator.clipboard.writeText = writeText;
    }
    expect(find(element, '.carrier button').textContent.trim()).to.equal('Copy');
  });

  it('links the carrier, in a tab of its own that knows nothing of this page', async () => {
    const { element } = await mount('pp-tracking', ready('ready', shipped));
    const link = find(element, '.follow');
    expect(link.getAttribute('href')).to.equal('https://www.example.com/track/00340434292135100186');
    expect(link.getAttribute('rel')).to.equal('noopener noreferrer');
  });

  it('links no carrier by a script', async () => {
    for (const url of ['javascript:alert(1)', 'JaVa\tScript:alert(1)', 'data:text/html,x', '//evil.test']) {
      const { element, place } = await mount(
        'pp-tracking',
        ready('evil', withParcel({ status: 'in_transit', url })),
      );
      expect(element.shadowRoot?.querySelector('.follow') === null).to.equal(true);
      place.replaceChildren();
    }
  });

  it('keeps the history closed, newest first', async () => {
    const { element } = await mount('pp-tracking', ready('ready', shipped));
    const [, history] = element.shadowRoot?.querySelectorAll('.more > details') ?? [];
    expect(history?.hasAttribute('open')).to.equal(false);
    const times = [...(history?.querySelectorAll('time') ?? [])].map((time) => Date.parse(time.dateTime));
    expect(times).to.eql(times.toSorted((a, b) => b - a));
    expect(times).to.have.lengthOf(3);
  });

  it('shows the parcel with a problem first, and the others closed', async () => {
    const { element } = await mount('pp-tracking', ready('several', severalParcels));
    expect(find(element, 'h3').textContent).to.equal('Delivery did not work out; the carrier will try again');
    expect(find(element, '.others summary').textContent.trim()).to.equal('3 more parts of your order');
    expect(textOf(element)).to.contain('Parcel 2 of 3: Delivered');
    expect(textOf(element)).to.contain('items are still with us');
  });

  it('tells the shopper what to do, and where', async () => {
    const { element } = await mount('pp-tracking', ready('customs', customs));
    const actions = [...(element.shadowRoot?.querySelectorAll<HTMLAnchorElement>('.notice a.button') ?? [])];
    expect(actions.map(({ textContent, href }) => [textContent.trim(), href])).to.eql([
      ['Provide documents', 'https://www.example.com/customs'],
      ['Contact us', 'https://shop.example.com/help'],
    ]);
  });

  it('says what is the case without a parcel, and which way lies ahead', async () => {
    const { element } = await mount('pp-tracking', ready('none', order));
    expect(find(element, 'h3').textContent).to.equal('We are preparing your order');
    expect(find(element, '[aria-current="step"]').textContent).to.contain('Ordered');
    expect(textOf(element)).to.contain('Help and contact');
  });

  it('leaves open what was open when there is news, and moves nothing to make room for it', async () => {
    const { element, source } = await mount('pp-tracking', ready('ready', shipped));
    find(element, 'details:last-of-type summary').click();
    const before = find(element, '.carrier');
    source.become({ status: 'ready', order: delayed });
    await settled(element);
    expect(find(element, '.carrier') === before).to.equal(false);
    expect([...(element.shadowRoot?.querySelectorAll('details') ?? [])].map(({ open }) => open)).to.eql([
      false,
      true,
    ]);
  });
});

import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import './pp-rating.ts';
import { itConforms } from '../states/conformance.testing.ts';
import { emptyStage, find, make, mount, settled, shown, textOf, until } from '../states/mount.testing.ts';
import { bare, delivered } from '../states/orders.ts';
import { provide, ready, StagedSource } from '../states/widget-state.ts';
import type { RatingSubmitEvent } from './rating-submit-event.ts';
import type { RatingSubmittedEvent } from './rating-submitted-event.ts';
import { ratingEn } from './rating.messages.en.ts';
import { ratingDe } from './rating.messages.de.ts';
import { ratingStates } from './rating.states.ts';

const asked = ready('asked', delivered, { answer: { outcome: 'stored' } });

const radios = (element: Element): HTMLInputElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('input[type="radio"]') ?? []),
];

describe('<pp-rating>', () => {
  itConforms('pp-rating', ratingStates);

  it('takes no space while nothing is asked', async () => {
    const { element, source } = await mount('pp-rating', ready('empty', bare));
    expect(element.getBoundingClientRect().height).to.equal(0);
    expect(getComputedStyle(element).display).to.equal('none');
    source.become({ status: 'ready', order: delivered });
    await settled(element);
    expect(element.getBoundingClientRect().height).to.be.greaterThan(200);
    expect(element.matches(':state(ready)')).to.equal(true);
  });

  it('is a group of native radios with a name, none chosen at the start', async () => {
    const { element } = await mount('pp-rating', asked);
    expect(find(element, 'fieldset legend').textContent.trim()).to.equal(
      'How satisfied are you with your order?',
    );
    expect(radios(element).map(({ checked }) => checked)).to.eql([false, false, false, false, false]);
    expect(radios(element).map((radio) => radio.getAttribute('aria-label'))).to.eql([
      '1 of 5, very dissatisfied',
      '2 of 5, dissatisfied',
      '3 of 5, neither nor',
      '4 of 5, satisfied',
      '5 of 5, very satisfied',
    ]);
  });

  it('is chosen with the arrow keys, and choosing sends nothing', async () => {
    const { element, source } = await mount('pp-rating', asked);
    radios(element)[0]?.focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    expect(radios(element).findIndex(({ checked }) => checked)).to.equal(2);
    await settled(element);
    expect(find(element, '#scale').textContent.trim()).to.equal('3 of 5, neither nor');
    expect(source.answers).to.eql([]);
  });

  it('asks for a choice when there is none, and puts the focus there', async () => {
    const { element, source } = await mount('pp-rating', asked);
    find(element, '[type="submit"]').click();
    await settled(element);
    expect(find(element, '[role="alert"]').textContent.trim()).to.equal(ratingEn.choose);
    expect(element.shadowRoot?.activeElement === radios(element)[0]).to.equal(true);
    expect(source.answers).to.eql([]);
  });

  it('sends the choice and the comment once, and thanks in the same place', async () => {
    const { element, source, place } = await mount('pp-rating', asked);
    const events: string[] = [];
    const note = ({ type, detail }: RatingSubmitEvent | RatingSubmittedEvent) =>
      events.push(`${type} ${detail.value}`);
    place.addEventListener('pp-rating-submit', note, { once: true });
    place.addEventListener('pp-rating-submitted', note, { once: true });
    const before = element.getBoundingClientRect().height;
    radios(element)[4]?.click();
    const comment = find(element, 'textarea');
    if (!(comment instanceof HTMLTextAreaElement)) throw new Error('No text area');
    comment.value = '  Lovely pot.  ';
    comment.dispatchEvent(new Event('input'));
    const submit = find(element, '[type="submit"]');
    submit.focus();
    submit.click();
    submit.click();
    await settled(element);
    await until(() => element.matches(':state(submitted)'), 'the thanks');
    expect(source.answers).to.have.lengthOf(1);
    expect(source.answers[0]).to.include({ value: 5, comment: 'Lovely pot.' });
    expect(events).to.eql(['pp-rating-submit 5', 'pp-rating-submitted 5']);
    expect(element.getBoundingClientRect().height).to.equal(before);
    expect(element.shadowRoot?.activeElement?.className).to.equal('base');
    expect(find(element, '#title').textContent).to.equal(ratingEn.thanks);
  });

  it('sends once while Enter is held down', async function () {
    // WebKit's driver knows no key that stays down.
    if (!navigator.userAgent.includes('Chrome') && !navigator.userAgent.includes('Firefox')) this.skip();
    const { element, source } = await mount('pp-rating', ready('held', delivered));
    radios(element)[3]?.focus();
    await sendKeys({ press: ' ' });
    await sendKeys({ down: 'Enter' });
    for (let repeats = 0; repeats < 20; repeats += 1) await sendKeys({ down: 'Enter' });
    await sendKeys({ up: 'Enter' });
    await settled(element);
    expect(source.answers).to.have.lengthOf(1);
    expect(find(element, '[type="submit"]').textContent.trim()).to.equal(ratingEn.submitting);
  });

  it('tries a failed answer again under the same key, and another answer under another', async () => {
    const { element, source } = await mount(
      'pp-rating',
      ready('failing', delivered, { answer: { outcome: 'failed', failure: 'error' } }),
    );
    const send = async (value: number) => {
      radios(element)[value - 1]?.click();
      find(element, '[type="submit"]').click();
      await until(
        () => find(element, '[type="submit"]').getAttribute('aria-disabled') === 'false',
        'the end',
      );
    };
    await send(2);
    expect(find(element, '[role="alert"]').textContent.trim()).to.equal(ratingEn.failed.error);
    await send(2);
    await send(3);
    const [first, second, third] = source.answers.map(({ idempotencyKey }) => idempotencyKey);
    expect(second).to.equal(first);
    expect(third).not.to.equal(first);
    expect(radios(element)[2]?.checked).to.equal(true);
  });

  it('sends nothing when the page stops it', async () => {
    const { element, source, place } = await mount('pp-rating', asked);
    place.addEventListener(
      'pp-rating-submit',
      (event) => {
        event.preventDefault();
      },
      { once: true },
    );
    radios(element)[0]?.click();
    find(element, '[type="submit"]').click();
    await settled(element);
    expect(source.answers).to.eql([]);
    expect(element.matches(':state(ready)')).to.equal(true);
  });

  it('keeps what the shopper has begun when the backend asks no longer', async () => {
    const { element, source } = await mount('pp-rating', asked);
    source.become({ status: 'ready', order: { ...delivered, touchpoints: [] } });
    await settled(element);
    expect(element.matches(':state(empty)')).to.equal(true);
    source.become({ status: 'ready', order: delivered });
    await settled(element);
    radios(element)[1]?.click();
    source.become({ status: 'ready', order: { ...delivered, touchpoints: [] } });
    await settled(element);
    expect(radios(element)[1]?.checked).to.equal(true);
    source.become({ status: 'ready', order: { ...delivered, number: '#1002', touchpoints: [] } });
    await settled(element);
    expect(element.matches(':state(empty)')).to.equal(true);
  });

  it('goes away when the shopper does not want it now, and says so to the backend', async () => {
    const { element, source } = await mount('pp-rating', asked);
    find(element, '.send button:not([type="submit"])').click();
    await settled(element);
    expect(getComputedStyle(element).display).to.equal('none');
    expect(source.reports).to.eql([{ type: 'dismissed', key: delivered.touchpoints[0]?.key }]);
  });

  it('was seen once it was in view for a second', async () => {
    const { source } = await mount('pp-rating', asked);
    await until(() => source.reports.length > 0, 'the report');
    expect(source.reports).to.eql([{ type: 'seen', key: delivered.touchpoints[0]?.key }]);
  });

  it('was not seen while nothing of it was', async () => {
    const place = emptyStage();
    const source = new StagedSource(ready('empty', bare));
    provide(place, source);
    const hidden = make('pp-rating');
    const visible = make('pp-rating');
    place.append(hidden);
    await shown(hidden);
    const other = new StagedSource(asked);
    const around = document.createElement('div');
    provide(around, other);
    around.append(visible);
    place.append(around);
    await until(() => other.reports.length > 0, 'the report of the other one');
    expect(source.reports).to.eql([]);
  });

  it('says in every language everything there is to say', () => {
    expect(Object.keys(ratingDe)).to.eql(Object.keys(ratingEn));
    expect(Object.keys(ratingDe.texts).sort()).to.eql(Object.keys(ratingEn.texts).sort());
  });

  it('turns German with the page', async () => {
    const { element, place } = await mount('pp-rating', asked);
    place.lang = 'de-CH';
    await until(() => textOf(element).includes('Wie zufrieden'), 'German');
    expect(find(element, '.base').lang).to.equal('de-CH');
  });
});

import type { LitElement } from 'lit';
import { provide, StagedSource, type WidgetState } from './widget-state.ts';

/** Where everything of a test is put, and taken away from after it. */
const stage = document.createElement('div');

afterEach(() => {
  stage.remove();
  stage.replaceChildren();
  for (const name of ['lang', 'dir', 'style']) stage.removeAttribute(name);
});

/** An empty place on the page. */
export function emptyStage(): HTMLElement {
  document.body.append(stage);
  return stage;
}

/** Puts a tag on the page in a state, with a staged source around it, and waits until it shows. */
export async function mount(
  tag: string,
  state: WidgetState,
): Promise<{ readonly element: LitElement; readonly source: StagedSource; readonly place: HTMLElement }> {
  const place = emptyStage();
  const source = new StagedSource(state);
  provide(place, source, 'https://shop.example.com/new-link');
  const element = make(tag);
  place.append(element);
  await shown(element);
  state.act?.(element);
  await settled(element);
  return { element, source, place };
}

/** An element of a tag of ours. */
export function make(tag: string): LitElement {
  const element = document.createElement(tag);
  if (!isLit(element)) throw new Error(`<${tag}> is not defined`);
  return element;
}

function isLit(element: HTMLElement): element is LitElement {
  return 'updateComplete' in element;
}

/** Waits until what an element shows an order with has come, which is a file of its own. */
export async function shown(element: LitElement): Promise<void> {
  await until(() => 'locale' in element && hasKit(element.locale), 'the words and the content');
  await settled(element);
}

const hasKit = (locale: unknown): boolean =>
  typeof locale === 'object' && locale !== null && 'kit' in locale && locale.kit !== null;

/** Waits until an element has nothing more to do, and its animations have ended. */
export async function settled(element: LitElement): Promise<void> {
  do await Promise.resolve();
  while (!(await element.updateComplete));
  for (const animation of element.shadowRoot?.getAnimations() ?? [])
    if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish();
}

/** Waits for a condition; says what did not come when it does not within ten seconds. */
export async function until(condition: () => unknown, what: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** All text that an element shows or tells to a screen reader. */
export function textOf(element: Element): string {
  const root = element.shadowRoot;
  if (root === null) return '';
  const labels = [...root.querySelectorAll('[aria-label]')].map((each) => each.getAttribute('aria-label'));
  return [root.textContent, ...labels].join(' ').replace(/\s+/g, ' ').trim();
}

/** The first element in a widget that a selector finds. @throws when there is none. */
export function find(element: Element, selector: string): HTMLElement {
  const found = element.shadowRoot?.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`<${element.localName}> shows no ${selector}`);
  return found;
}

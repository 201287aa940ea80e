import { VERSION } from './version.ts';

let warned = false;

/**
 * Defines a tag. The first definition of a tag wins: the same class again is silent, another copy of it changes nothing, and the first time that
 * copy is of another version (or not ours at all) one warning names both. It never throws because of a tag that is taken, so that a second
 * bundle on a page does not stop half-way through its own set.
 *
 * @throws {DOMException} from the registry when the class already has another tag; extend it to use it twice.
 */
export function defineElement(
  tag: string,
  element: CustomElementConstructor & { readonly version: string },
  registry: CustomElementRegistry = customElements,
): void {
  const first = registry.get(tag);
  if (first === undefined) {
    registry.define(tag, element);
    return;
  }
  const version = 'version' in first && typeof first.version === 'string' ? first.version : null;
  if (warned || first === element || version === element.version) return;
  warned = true;
  // eslint-disable-next-line no-console -- a page with two versions needs to know, and has no other place to look
  console.warn(
    version === null
      ? `<${tag}> is already defined by something else, so Post-Purchase ${VERSION} does not show there.`
      : `Post-Purchase is on this page twice: ${version} came first and is used, ${element.version} is not. Load one of them.`,
  );
}

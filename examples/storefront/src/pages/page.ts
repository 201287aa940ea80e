import { basketLines, type BasketLine, sums } from '../basket/basket.ts';

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

/** Euro cents as the shop writes them. */
export function price(cents: number): string {
  return euros.format(cents / 100);
}

/** The element of the page that matches; every page carries what its script asks for. */
export function find(selector: string, within: ParentNode = document): HTMLElement {
  return findAs(HTMLElement, selector, within);
}

/** The same for an element of a certain kind. */
export function findAs<Type extends HTMLElement>(
  type: new () => Type,
  selector: string,
  within: ParentNode = document,
): Type {
  const found = within.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page has no ${selector}`);
  return found;
}

/** A copy of the one element that the template holds. */
export function copyOf(template: string): HTMLElement {
  const copy = findAs(HTMLTemplateElement, template).content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error(`The template ${template} is empty`);
  return copy;
}

/** Shows in the header how many things are in the basket; inside the backstage's frame the way to the backstage goes. */
export function showHeader(): void {
  const count = basketLines().reduce((sum, { quantity }) => sum + quantity, 0);
  document.documentElement.classList.toggle('framed', window.top !== window);
  for (const place of document.querySelectorAll('[data-basket-count]')) {
    place.textContent = count > 0 ? `(${count})` : '';
  }
}

/** Fills `[data-lines]` and `[data-sums]` with a basket. */
export function showLines(lines: readonly BasketLine[], onRemove?: (id: string) => void): void {
  find('[data-lines]').replaceChildren(
    ...lines.map(({ product, quantity }) => {
      const row = copyOf('[data-line]');
      findAs(HTMLImageElement, 'img', row).src = `/pictures/${product.id}.svg`;
      find('[data-title]', row).textContent = product.title;
      find('[data-quantity]', row).textContent = String(quantity);
      find('[data-unit]', row).textContent = price(product.price);
      find('[data-sum]', row).textContent = price(product.price * quantity);
      if (onRemove) {
        const button = findAs(HTMLButtonElement, '[data-remove]', row);
        button.setAttribute('aria-label', `Remove ${product.title}`);
        button.addEventListener('click', () => onRemove(product.id));
      }
      return row;
    }),
  );
  const { subtotal, shipping, total } = sums(lines);
  find('[data-sums]').replaceChildren(
    ...sumRow('Items', price(subtotal)),
    ...sumRow('Shipping', shipping === 0 ? 'free' : price(shipping)),
    ...sumRow('Total, tax included', price(total), 'total'),
  );
}

function sumRow(term: string, value: string, className = ''): HTMLElement[] {
  const dt = document.createElement('dt');
  const dd = document.createElement('dd');
  dt.textContent = term;
  dd.textContent = value;
  dt.className = className;
  dd.className = className;
  return [dt, dd];
}

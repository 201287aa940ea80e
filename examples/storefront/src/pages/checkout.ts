import { basketLines, emptyBasket } from '../basket/basket.ts';
import { rememberOrder } from '../order/placed-order.ts';
import { find, showHeader, showLines, findAs } from './page.ts';

const lines = basketLines();
if (lines.length === 0) location.replace('/basket.html');
showLines(lines);
showHeader();

const form = findAs(HTMLFormElement, '[data-checkout]');
const button = findAs(HTMLButtonElement, 'button', form);
const alert = find('[data-error]');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void buy();
});

async function buy(): Promise<void> {
  button.disabled = true;
  alert.hidden = true;
  try {
    const fields = new FormData(form);
    const response = await fetch('/checkout', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...Object.fromEntries(fields),
        marketing: fields.has('marketing'),
        lines: lines.map(({ product, quantity }) => ({ product: product.id, quantity })),
      }),
    });
    const answer: unknown = await response.json();
    if (!response.ok || !isToken(answer)) throw new Error(`The checkout answered ${response.status}`);
    rememberOrder(answer.token);
    emptyBasket();
    location.assign('/thank-you.html');
  } catch {
    alert.textContent = 'That did not work, and nothing was ordered. Please try again.';
    alert.hidden = false;
    button.disabled = false;
  }
}

function isToken(answer: unknown): answer is { token: string } {
  return (
    typeof answer === 'object' && answer !== null && 'token' in answer && typeof answer.token === 'string'
  );
}

import { findProduct } from '../../catalog/catalog.ts';
import { addToBasket } from '../basket/basket.ts';
import { find, price, showHeader, findAs } from './page.ts';

const product = findProduct(new URLSearchParams(location.search).get('id'));
if (product) {
  document.title = `${product.title}: Kiln & Clover`;
  const article = find('[data-product]');
  findAs(HTMLImageElement, 'img', article).src = `/pictures/${product.id}.svg`;
  find('h1', article).textContent = product.title;
  find('[data-variant]').textContent = product.variant;
  find('[data-price]').textContent = price(product.price);
  find('[data-previous]').textContent = product.previousPrice ? price(product.previousPrice) : '';
  find('[data-was]').hidden = product.previousPrice === undefined;
  find('[data-blurb]').textContent = product.blurb;
  find('[data-details]').replaceChildren(
    ...product.details.map((detail) => {
      const item = document.createElement('li');
      item.textContent = detail;
      return item;
    }),
  );
  find('[data-add]').addEventListener('click', () => {
    addToBasket(product.id);
    showHeader();
    const link = document.createElement('a');
    link.href = '/basket.html';
    link.textContent = 'See the basket';
    find('[data-added]').replaceChildren('It is in your basket. ', link);
  });
  article.hidden = false;
} else {
  find('[data-missing]').hidden = false;
}
showHeader();

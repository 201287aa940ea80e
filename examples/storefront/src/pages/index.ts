import { PRODUCTS } from '../../catalog/catalog.ts';
import { copyOf, find, price, showHeader, findAs } from './page.ts';

find('[data-products]').replaceChildren(
  ...PRODUCTS.map((product) => {
    const card = copyOf('[data-product-card]');
    findAs(HTMLAnchorElement, 'a', card).href = `/product.html?id=${product.id}`;
    findAs(HTMLImageElement, 'img', card).src = `/pictures/${product.id}.svg`;
    find('h2', card).textContent = product.title;
    find('[data-variant]', card).textContent = product.variant;
    find('[data-price]', card).textContent = price(product.price);
    find('[data-previous]', card).textContent = product.previousPrice ? price(product.previousPrice) : '';
    return card;
  }),
);
showHeader();

import { placedOrder } from '../order/placed-order.ts';
import { find, showHeader } from './page.ts';

/** A mail's link carries its token in the fragment, and `<pp-order>` takes it from there; the tab's own order is the second choice. */
const linked = location.hash.startsWith('#pp=');
const token = placedOrder();
if (!linked && token === null) {
  find('[data-no-order]').hidden = false;
  find('pp-order').remove();
} else if (!linked && token !== null) {
  find('pp-order').setAttribute('token', token);
}
await import('@post-purchase/widgets');
showHeader();

/** Whoever comes by the link of a mail that asks for a rating finds the question on the screen. */
if (linked) {
  const rating = find('pp-rating');
  const watch = new ResizeObserver(() => {
    if (rating.getBoundingClientRect().height === 0) return;
    watch.disconnect();
    rating.scrollIntoView({ block: 'nearest' });
  });
  watch.observe(rating);
}

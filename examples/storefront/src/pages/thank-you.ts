import '@post-purchase/widgets';

import { placedOrder } from '../order/placed-order.ts';
import { find, showHeader } from './page.ts';

const token = placedOrder();
if (token === null) {
  find('[data-no-order]').hidden = false;
  find('pp-order').remove();
} else {
  find('pp-order').setAttribute('token', token);
}
showHeader();

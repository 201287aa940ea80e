import { defineElement } from '../element/define-element.ts';
import { OrderElement } from './order.ts';

defineElement('pp-order', OrderElement);

export { OrderElement };

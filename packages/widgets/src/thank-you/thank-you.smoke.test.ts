import './pp-thank-you.ts';
import { itSmokes } from '../states/smoke.testing.ts';
import { order } from '../states/orders.ts';

itSmokes('pp-thank-you', order, 'Thank you, your order is in', 'Vielen Dank für Ihre Bestellung');

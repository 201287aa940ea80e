import './pp-savings-reminder.ts';
import { itSmokes } from '../states/smoke.testing.ts';
import { order } from '../states/orders.ts';

itSmokes('pp-savings-reminder', order, 'You saved €24.50', 'Sie haben 24,50');

import './pp-tracking.ts';
import { itSmokes } from '../states/smoke.testing.ts';
import { shipped } from '../states/orders.ts';

itSmokes('pp-tracking', shipped, 'On its way', 'Unterwegs');

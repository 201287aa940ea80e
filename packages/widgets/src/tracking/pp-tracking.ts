import { defineElement } from '../element/define-element.ts';
import { TrackingElement } from './tracking.ts';

defineElement('pp-tracking', TrackingElement);

export { TrackingElement };

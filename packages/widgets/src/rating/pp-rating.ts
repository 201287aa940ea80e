import { defineElement } from '../element/define-element.ts';
import { RatingElement } from './rating.ts';

defineElement('pp-rating', RatingElement);

export { RatingElement };

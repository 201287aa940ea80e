import { defineElement } from '../element/define-element.ts';
import { ThankYouElement } from './thank-you.ts';

defineElement('pp-thank-you', ThankYouElement);

export { ThankYouElement };

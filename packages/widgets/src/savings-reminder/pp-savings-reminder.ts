import { defineElement } from '../element/define-element.ts';
import { SavingsReminderElement } from './savings-reminder.ts';

defineElement('pp-savings-reminder', SavingsReminderElement);

export { SavingsReminderElement };

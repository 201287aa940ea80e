/**
 * A text from outside (a product's title, a shopper's name, a place) as one line that stays where it is put: control characters become
 * spaces, and the marks that turn the direction of what follows are taken out.
 */
export function plainLine(text: string): string {
  return text
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

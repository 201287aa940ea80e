/**
 * Ends a `switch` over a union: the compiler refuses the call while a member is unhandled.
 *
 * @throws {TypeError} when a value outside the union arrives at run time.
 */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected value: ${JSON.stringify(value)}`);
}

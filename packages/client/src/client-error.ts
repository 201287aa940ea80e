/**
 * What every error of this package has in common: a stable `code` for programs, a `message` for developers. Neither is meant for
 * shoppers. `name` and `code` survive bundling and copies of the package, so they tell errors apart where `instanceof` cannot.
 */
export abstract class ClientError extends Error {
  abstract override readonly name: string;
  abstract readonly code: string;
}

/**
 * An option of `createPostPurchase` that cannot work. Thrown before anything is opened or started; the message names the option and says
 * what to do.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config_invalid';
  /** The option's path, such as `shop.timeZone`. */
  readonly option: string;

  constructor(option: string, message: string) {
    super(`${option}: ${message}`);
    this.option = option;
  }
}

import { ConfigError } from '../errors/config-error.ts';

/**
 * The secrets a source checks signatures with.
 *
 * @throws {ConfigError} when there is none, or an empty one: every signature would then be as good as another.
 */
export function requireSecrets(source: string, secret: string | readonly string[]): readonly string[] {
  // A variable of the environment that is not set arrives here as undefined, whatever the types say.
  const given: readonly unknown[] = [secret].flat();
  const secrets = given.filter((each) => typeof each === 'string').filter((each) => each.trim() !== '');
  if (secrets.length === 0 || secrets.length < given.length) {
    throw new ConfigError(
      `${source}.secret`,
      'The webhook secret is missing. Take it from the settings of the service that sends the webhooks.',
    );
  }
  return secrets;
}

/**
 * The name of a source: part of the webhook's path and of every order's reference.
 *
 * @param option Where it was given: `shopify.name`.
 * @throws {ConfigError} when it is not made of lower-case letters, digits and dashes.
 */
export function requireName(option: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(name)) {
    throw new ConfigError(option, `"${name}" has to be made of lower-case letters, digits and dashes.`);
  }
  return name;
}

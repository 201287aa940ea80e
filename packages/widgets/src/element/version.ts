/** The version of this package, told when two copies meet on one page. A test keeps it equal to `package.json`. */
export const VERSION = '0.1.0';

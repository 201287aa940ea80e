/** Why a fact was refused. */
export type FactErrorCode =
  /** It is no object with a type. */
  | 'fact_malformed'
  /** No such type of fact exists. */
  | 'fact_type_unknown'
  /** It follows from other facts; only `derive` makes it. */
  | 'fact_type_derived'
  /** Its id or its data do not have the shape of its type. */
  | 'fact_invalid';

/** A fact was refused at the door. `path` leads to what is wrong (`data.lines.0.quantity`; empty: the fact as a whole). */
export class FactError extends Error {
  override readonly name = 'FactError';
  readonly code: FactErrorCode;
  readonly path: string;

  constructor(code: FactErrorCode, path: string, message: string) {
    super(path === '' ? message : `${path}: ${message}`);
    this.code = code;
    this.path = path;
  }
}

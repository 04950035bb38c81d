import { BanyanFailure } from '../../../../contracts/failures';
import { describeFault } from '../../../../pipeline/delivery/describe-fault';

const serverError = (fields: object): Error => Object.assign(new Error('invalid input syntax for type integer: "secret"'), fields);

test('a fault is told by names, never by the value that caused it', () => {
  expect(describeFault(serverError({ code: '22P02', where: 'COPY products, line 1, column price: "secret"' })))
    .toBe('SQLSTATE 22P02 at table products, column price');
  expect(describeFault(serverError({ code: '23514', table: 'customers', constraint: 'adult' }))).toBe('SQLSTATE 23514 at table customers, constraint adult');
  expect(describeFault(serverError({}))).toBe('Error while it was applied');
});

test('a fault of the server is told through the failure that wraps it', () => {
  const cause = serverError({ code: '23514', table: 'customers', constraint: 'adult' });
  expect(describeFault(new BanyanFailure('ConstraintViolated', 'a constraint is violated', cause))).toBe('SQLSTATE 23514 at table customers, constraint adult');
  expect(describeFault(new BanyanFailure('AccessDenied', 'no rights on a table'))).toBe('no rights on a table');
});

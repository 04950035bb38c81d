import { faultOf } from '../../../../scripts/accept/dump-fault';

function serverError(errno: number, code: string, message: string): Error {
  return Object.assign(new Error(message), { errno, code, sql: `INSERT INTO customer_entity VALUES ('ann@example.com')` });
}

describe('faultOf', () => {
  it('names statement, key and remedy, and shows no row value', () => {
    const error = serverError(1062, 'ER_DUP_ENTRY', `Duplicate entry 'ann@example.com' for key 'CUSTOMER_EMAIL'`);
    const fault = faultOf(error, { number: 7, sql: "INSERT INTO `customer_entity` (`email`) VALUES ('ann@example.com')", carriesRows: true });
    expect(fault.message).toContain('statement 7 failed (ER_DUP_ENTRY 1062');
    expect(fault.message).toContain('CUSTOMER_EMAIL');
    expect(fault.message).toContain('INSERT INTO `customer_entity` (`email`) VALUES. Remedy');
    expect(fault.message).toContain('Remedy: ');
    expect(JSON.stringify([fault.message, fault.stack, fault.cause])).not.toContain('ann@');
  });

  it('hides the text that a syntax error quotes', () => {
    const error = serverError(1064, 'ER_PARSE_ERROR', `You have an error in your SQL syntax near 'ann@example.com'),('x')' at line 1`);
    const fault = faultOf(error, { number: 1, sql: `INSERT INTO a VALUES ('ann@example.com')x`, carriesRows: true });
    expect(fault.message).not.toContain('ann@');
    expect(fault.message).toContain('Remedy: this server does not understand the statement');
  });

  it('cuts the structure at 120 characters', () => {
    const fault = faultOf(serverError(1071, 'ER_TOO_LONG_KEY', 'too long'), { number: 1, sql: `CREATE TABLE ${'x'.repeat(400)}`, carriesRows: false });
    expect(fault.message).toMatch(/begins: CREATE TABLE x{107}\. Remedy/);
  });

  it('takes an error without a number for a broken connection', () => {
    expect(faultOf(new Error('read ECONNRESET'), { number: 1, sql: 'SELECT 1', carriesRows: false }).message).toContain('the connection broke');
  });
});

const PERSONAL_TABLE = /^(customer_entity|customer_address|newsletter|wishlist$|review|rating_option_vote)/;
const PERSONAL_COLUMN = /(email|firstname|lastname|middlename|prefix|suffix|street|city|postcode|region$|telephone|fax|company|vat|dob|gender|password|rp_token|confirm_code|sharing_code|nickname|detail|title|remote_ip|forwarded|comment|note|track_number|masked_id|protect_code|value)$/;
const ANYWHERE = /(email|firstname|lastname|middlename|street|postcode|telephone|dob$|gender|password|remote_ip|x_forwarded|nickname|customer_note|masked_id|protect_code|^city$|^region$|^company$|^fax$|track_number)/;

/** Whether the account may hold a column's value as a digest only. `table` comes without prefix. */
export function isPersonal(table: string, column: string): boolean {
  return ANYWHERE.test(column) || (PERSONAL_TABLE.test(table) && PERSONAL_COLUMN.test(column));
}

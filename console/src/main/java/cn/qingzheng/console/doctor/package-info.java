/** Looks at what works on this machine and says what is missing, what that costs and what to do. */
package cn.qingzheng.console.doctor;

package cn.qingzheng.console.schedule;

import cn.qingzheng.casework.Alarm;
import java.util.List;

/** Tells people of alarms, by e-mail for example. */
@FunctionalInterface
public interface AlarmTeller {
  /**
   * @param alarms not empty
   * @throws Exception if nobody could be told; tried again
   */
  void tell(List<Alarm> alarms) throws Exception;
}
